// helm-batch renders charts for the tests as `helm template` does, with Helm 4 and Helm 3 in one process:
// one JSON request a line on stdin, one JSON answer a line on stdout, in the order in which they are done.
// It ends when stdin does.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"sync"
)

func main() {
	debug.SetGCPercent(400)
	collectWarnings()
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "helm-batch:", err)
		os.Exit(1)
	}
}

func serve(input io.Reader, output io.Writer) error {
	answers := answerWriter(output)
	places := make(chan struct{}, runtime.GOMAXPROCS(0))
	var running sync.WaitGroup
	defer running.Wait()
	lines := bufio.NewReaderSize(input, 1<<20)
	for {
		line, err := lines.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			places <- struct{}{}
			running.Go(func() {
				defer func() { <-places }()
				answers(respond(line))
			})
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// answerWriter writes whole lines, whoever calls it.
func answerWriter(output io.Writer) func(answer) {
	var lock sync.Mutex
	encoder := json.NewEncoder(output)
	encoder.SetEscapeHTML(false)
	return func(given answer) {
		lock.Lock()
		defer lock.Unlock()
		if err := encoder.Encode(given); err != nil {
			// Nobody reads any more, so nothing is left to do.
			os.Exit(0)
		}
	}
}

// respond turns whatever goes wrong, a panic within Helm too, into an answer with an error.
func respond(line []byte) (given answer) {
	asked := request{}
	if err := json.Unmarshal(line, &asked); err != nil {
		return answer{ID: asked.ID, Error: "the request is no JSON that helm-batch knows: " + err.Error()}
	}
	warnings := warningsOfThisGoroutine()
	defer func() {
		if panicked := recover(); panicked != nil {
			given = answer{Error: fmt.Sprintf("panic: %v\n%s", panicked, debug.Stack())}
		}
		given.ID = asked.ID
		given.Warnings = warnings()
	}()
	given, err := render(asked)
	if err != nil {
		return answer{Error: err.Error()}
	}
	return given
}

func render(asked request) (answer, error) {
	switch asked.Engine {
	case "helm4":
		return renderWithHelm4(asked)
	case "helm3":
		return renderWithHelm3(asked)
	}
	return answer{}, fmt.Errorf("%q is not an engine: use \"helm4\" or \"helm3\"", asked.Engine)
}
