package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"os"

	"k8s.io/client-go/util/keyutil"
)

// writeCredentials makes the key that signs the tokens of service accounts, the token of the one user, and the rule for pods.
func writeCredentials() {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must("make a key", err)
	pem, err := keyutil.MarshalPrivateKeyToPEM(key)
	must("write a key", err)
	token = rand.Text()
	for name, content := range map[string]string{
		"service-accounts.key": string(pem),
		"tokens.csv":           token + ",admin,admin,system:masters\n",
		"admission.yaml":       restrictedPods,
	} {
		must("write "+name, os.WriteFile(file(name), []byte(content), 0o600))
	}
}

var token string

// restrictedPods holds pods to the restricted standard in each namespace whose labels say nothing else.
const restrictedPods = `
apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
  - name: PodSecurity
    configuration:
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      defaults: { enforce: restricted, warn: restricted }
`
