package main

import (
	"context"
	"errors"
	"net"
	"time"

	"github.com/spf13/pflag"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"
	cliflag "k8s.io/component-base/cli/flag"
	"k8s.io/kubernetes/cmd/kube-apiserver/app"
	"k8s.io/kubernetes/cmd/kube-apiserver/app/options"
)

// startAPIServer gives a client once the server is ready. The programs' own commands would set up signals twice,
// which panics, so the parts are run by what lies below their commands.
func startAPIServer(ctx context.Context, etcdAddress, emulatedVersion string) *kubernetes.Clientset {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must("listen", err)
	flags := []string{
		"--etcd-servers=" + etcdAddress,
		"--bind-address=127.0.0.1",
		// Else it looks for an address of this machine that others can reach, and there may be none.
		"--advertise-address=127.0.0.1",
		"--external-hostname=127.0.0.1",
		"--cert-dir=" + file("certificates"),
		"--token-auth-file=" + file("tokens.csv"),
		"--anonymous-auth=false",
		"--authorization-mode=RBAC",
		"--admission-control-config-file=" + file("admission.yaml"),
		"--service-cluster-ip-range=10.96.0.0/16",
		"--service-account-issuer=https://kube-lab",
		"--service-account-key-file=" + file("service-accounts.key"),
		"--service-account-signing-key-file=" + file("service-accounts.key"),
		"--endpoint-reconciler-type=none",
		"--enable-priority-and-fairness=false",
	}
	if emulatedVersion != "" {
		flags = append(flags, "--emulated-version=kube="+emulatedVersion)
	}
	wanted := options.NewServerRunOptions()
	parse(wanted.Flags(), flags)
	wanted.SecureServing.Listener = listener
	must("set the emulated version", wanted.GenericServerRunOptions.ComponentGlobalsRegistry.Set())
	complete, err := wanted.Complete(ctx)
	must("complete the options of kube-apiserver", err)
	must("validate the options of kube-apiserver", errors.Join(complete.Validate()...))
	run(ctx, "kube-apiserver", func() error { return app.Run(ctx, complete) })

	writeKubeconfig("https://" + listener.Addr().String())
	return waitForAPIServer(ctx)
}

func writeKubeconfig(address string) {
	config := clientcmdapi.NewConfig()
	config.Clusters["lab"] = &clientcmdapi.Cluster{Server: address, CertificateAuthority: file("certificates/apiserver.crt")}
	config.AuthInfos["admin"] = &clientcmdapi.AuthInfo{Token: token}
	config.Contexts["lab"] = &clientcmdapi.Context{Cluster: "lab", AuthInfo: "admin"}
	config.CurrentContext = "lab"
	must("write the kubeconfig", clientcmd.WriteToFile(*config, file("kubeconfig")))
}

func waitForAPIServer(ctx context.Context) *kubernetes.Clientset {
	config, err := clientcmd.BuildConfigFromFlags("", file("kubeconfig"))
	must("read the kubeconfig", err)
	// A negative rate is no limit.
	config.QPS = -1
	client, err := kubernetes.NewForConfig(config)
	must("make a client", err)
	for ctx.Err() == nil {
		if _, err := client.Discovery().RESTClient().Get().AbsPath("/readyz").DoRaw(ctx); err == nil {
			break
		}
		time.Sleep(pollInterval)
	}
	return client
}

// parse sets options by the flags of a program, since only flags are a promise of Kubernetes.
func parse(sets cliflag.NamedFlagSets, flags []string) {
	all := pflag.NewFlagSet("kube-lab", pflag.ContinueOnError)
	for _, set := range sets.FlagSets {
		all.AddFlagSet(set)
	}
	must("parse flags", all.Parse(flags))
}

const pollInterval = 20 * time.Millisecond
