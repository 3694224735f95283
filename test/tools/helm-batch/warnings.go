package main

import (
	"context"
	"log/slog"
	"runtime"
	"strings"
	"sync"
)

// collectWarnings sends what Helm logs to the request that it belongs to. Both Helms log through process-wide loggers,
// on the goroutine of the request: so the goroutine tells the request.
func collectWarnings() {
	// This redirects the older log package, which Helm 3 uses, as well.
	slog.SetDefault(slog.New(warningHandler{}))
}

// warningsOfThisGoroutine begins a collection and gives the function that ends it.
func warningsOfThisGoroutine() func() []string {
	goroutine := goroutineName()
	collected := &[]string{}
	warningsByGoroutine.Store(goroutine, collected)
	return func() []string {
		warningsByGoroutine.Delete(goroutine)
		return *collected
	}
}

// Values are *[]string, each touched by its own goroutine only.
var warningsByGoroutine sync.Map

type warningHandler struct{}

func (warningHandler) Enabled(_ context.Context, level slog.Level) bool {
	return level >= slog.LevelInfo
}
func (handler warningHandler) WithAttrs([]slog.Attr) slog.Handler { return handler }
func (handler warningHandler) WithGroup(string) slog.Handler      { return handler }
func (warningHandler) Handle(_ context.Context, record slog.Record) error {
	found, ok := warningsByGoroutine.Load(goroutineName())
	if !ok {
		return nil
	}
	var text strings.Builder
	text.WriteString(record.Message)
	record.Attrs(func(attribute slog.Attr) bool {
		text.WriteString(" " + attribute.String())
		return true
	})
	collected := found.(*[]string)
	*collected = append(*collected, text.String())
	return nil
}

// goroutineName is "goroutine 7": Go gives it in stack traces only.
func goroutineName() string {
	buffer := make([]byte, 64)
	text := string(buffer[:runtime.Stack(buffer, false)])
	name, _, _ := strings.Cut(text, " [")
	return name
}
