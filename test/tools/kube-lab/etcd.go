package main

import (
	"net/url"

	"go.etcd.io/etcd/server/v3/embed"
)

// startEtcd keeps no promise about a crash, as the data lives no longer than the process.
func startEtcd() storage {
	config := embed.NewConfig()
	config.Dir = file("etcd")
	config.LogLevel = "error"
	config.LogOutputs = []string{file("etcd.log")}
	config.UnsafeNoFsync = true
	// Port 0 is any free port; the one member never dials what it advertises.
	anywhere := []url.URL{{Scheme: "http", Host: "127.0.0.1:0"}}
	config.ListenClientUrls, config.AdvertiseClientUrls = anywhere, anywhere
	config.ListenPeerUrls, config.AdvertisePeerUrls = anywhere, anywhere
	config.InitialCluster = config.InitialClusterFromName(config.Name)
	etcd, err := embed.StartEtcd(config)
	must("start etcd", err)
	<-etcd.Server.ReadyNotify()
	// Close would wait for its clients for seconds.
	return storage{address: "http://" + etcd.Clients[0].Addr().String(), stop: etcd.Server.HardStop}
}

type storage struct {
	address string
	stop    func()
}
