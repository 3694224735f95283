package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// A chartCache loads a chart once for each state of its files. Rendering changes a chart, so it hands out copies.
type chartCache[Chart any] struct {
	load  func(path string) (Chart, error)
	copy  func(Chart) Chart
	lock  sync.Mutex
	known map[string]*loadedChart[Chart]
}

type loadedChart[Chart any] struct {
	state string
	once  sync.Once
	chart Chart
	err   error
}

func (cache *chartCache[Chart]) get(path string) (Chart, error) {
	var none Chart
	path, err := filepath.Abs(path)
	if err != nil {
		return none, err
	}
	state, err := stateOf(path)
	if err != nil {
		return none, err
	}
	loaded := cache.entry(path, state)
	loaded.once.Do(func() { loaded.chart, loaded.err = cache.load(path) })
	if loaded.err != nil {
		return none, loaded.err
	}
	return cache.copy(loaded.chart), nil
}

func (cache *chartCache[Chart]) entry(path, state string) *loadedChart[Chart] {
	cache.lock.Lock()
	defer cache.lock.Unlock()
	if found := cache.known[path]; found != nil && found.state == state {
		return found
	}
	if cache.known == nil {
		cache.known = map[string]*loadedChart[Chart]{}
	}
	// A load that panics leaves no chart, so the error stands until it is overwritten.
	made := &loadedChart[Chart]{state: state, err: fmt.Errorf("the chart %q cannot be loaded", path)}
	cache.known[path] = made
	return made
}

func requirePath(path string) error {
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("path %q not found", path)
	}
	return nil
}

// stateOf tells two states of a chart's files apart by names, sizes and times of change.
func stateOf(root string) (string, error) {
	var state strings.Builder
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		// Stat, as a chart's file may be a link.
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		fmt.Fprintf(&state, "%s %d %d\n", path, info.Size(), info.ModTime().UnixNano())
		return nil
	})
	return state.String(), err
}
