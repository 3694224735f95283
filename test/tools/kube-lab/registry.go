package main

import (
	"context"
	"io"
	"log"
	"net"
	"net/http"

	"github.com/google/go-containerregistry/pkg/registry"
)

// startRegistry serves an OCI registry over plain HTTP and gives its address.
func startRegistry(ctx context.Context) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must("listen", err)
	handler := registry.New(registry.Logger(log.New(io.Discard, "", 0)))
	run(ctx, "the registry", func() error { return http.Serve(listener, handler) })
	return listener.Addr().String()
}
