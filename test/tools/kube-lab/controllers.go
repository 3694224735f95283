package main

import (
	"context"

	manager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	manageroptions "k8s.io/kubernetes/cmd/kube-controller-manager/app/options"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
	scheduleroptions "k8s.io/kubernetes/cmd/kube-scheduler/app/options"
)

func startControllers(ctx context.Context) {
	wanted, err := manageroptions.NewKubeControllerManagerOptions()
	must("make the options of kube-controller-manager", err)
	known, disabled, aliases := manager.KnownControllers(), manager.ControllersDisabledByDefault(), manager.ControllerAliases()
	parse(wanted.Flags(known, disabled, aliases), append(clientFlags(),
		"--service-account-private-key-file="+file("service-accounts.key"),
		"--root-ca-file="+file("certificates/apiserver.crt"),
		// It wants a serving certificate that a cluster's installer makes.
		"--controllers=*,-kube-apiserver-serving-clustertrustbundle-publisher-controller",
	))
	config, err := wanted.Config(ctx, known, disabled, aliases)
	must("configure kube-controller-manager", err)
	run(ctx, "kube-controller-manager", func() error { return manager.Run(ctx, config.Complete()) })
}

func startScheduler(ctx context.Context) {
	wanted := scheduleroptions.NewOptions()
	parse(*wanted.Flags, clientFlags())
	config, made, err := scheduler.Setup(ctx, wanted)
	must("configure kube-scheduler", err)
	run(ctx, "kube-scheduler", func() error { return scheduler.Run(ctx, config, made) })
}

// clientFlags let a lonely controller work at once and as fast as it can.
func clientFlags() []string {
	return []string{"--kubeconfig=" + file("kubeconfig"), "--secure-port=0", "--leader-elect=false", "--kube-api-qps=500", "--kube-api-burst=1000"}
}
