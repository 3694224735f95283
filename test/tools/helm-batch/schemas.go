package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// schemaCheck says what both Helms say of values that a schema refuses. Helm compiles a schema anew for each rendering,
// which takes longer than the rendering itself; here each is compiled once, by the same library and with the same result.
// A schema that Helm has to fetch from elsewhere is left to Helm.
func schemaCheck(schema []byte, values map[string]any, byHelm func() error) error {
	found, _ := compiledSchemas.LoadOrStore(string(schema), sync.OnceValue(func() *jsonschema.Schema { return compile(schema) }))
	compiled := found.(func() *jsonschema.Schema)()
	if compiled == nil {
		return byHelm()
	}
	err := compiled.Validate(values)
	if err == nil {
		return nil
	}
	return errors.New(strings.TrimPrefix(err.Error(), "jsonschema validation failed with '"+schemaName+"#'\n") + "\n")
}

func compile(schema []byte) *jsonschema.Schema {
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		return nil
	}
	compiler := jsonschema.NewCompiler()
	compiler.UseLoader(jsonschema.SchemeURLLoader{})
	if err := compiler.AddResource(schemaName, document); err != nil {
		return nil
	}
	compiled, err := compiler.Compile(schemaName)
	if err != nil {
		return nil
	}
	return compiled
}

// schemaFaults holds a chart's values and those of its dependencies against their schemas, in the order and the words of Helm.
func schemaFaults(chart schemaHolder, values map[string]any) error {
	var faults strings.Builder
	if schema := chart.schema(); schema != nil {
		if err := schemaCheck(schema, values, func() error { return chart.checkByHelm(values) }); err != nil {
			fmt.Fprintf(&faults, "%s:\n%s", chart.name(), err)
		}
	}
	for _, dependency := range chart.dependencies() {
		raw := values[dependency.name()]
		if raw == nil {
			continue
		}
		inner, ok := raw.(map[string]any)
		if !ok {
			fmt.Fprintf(&faults, "%s:\ninvalid type for values: expected object (map), got %T\n", dependency.name(), raw)
			continue
		}
		if err := schemaFaults(dependency, inner); err != nil {
			faults.WriteString(err.Error())
		}
	}
	if faults.Len() == 0 {
		return nil
	}
	return errors.New(faults.String())
}

const refusedBySchema = "values don't meet the specifications of the schema(s) in the following chart(s):\n%w"

// The name that both Helms give it, which stands in their messages.
const schemaName = "file:///values.schema.json"

// From a schema's text to a function that compiles it when it is called first.
var compiledSchemas sync.Map

// A schemaHolder is a chart of either Helm.
type schemaHolder interface {
	name() string
	schema() []byte
	dependencies() []schemaHolder
	checkByHelm(values map[string]any) error
}
