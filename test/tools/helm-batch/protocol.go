package main

import (
	"cmp"
	"encoding/json"
)

// A request asks for one rendering.
type request struct {
	ID json.RawMessage `json:"id"`
	// Chart is the path of a chart's folder or .tgz.
	Chart  string `json:"chart"`
	Engine string `json:"engine"`
	// Values stand in the role of one values file: as JSON, or as YAML text.
	Values               json.RawMessage `json:"values"`
	ValuesYAML           string          `json:"valuesYaml"`
	Release              releaseOptions  `json:"release"`
	KubeVersion          string          `json:"kubeVersion"`
	APIVersions          []string        `json:"apiVersions"`
	SkipSchemaValidation bool            `json:"skipSchemaValidation"`
	IncludeCRDs          bool            `json:"includeCrds"`
	ShowNotes            bool            `json:"showNotes"`
}

type releaseOptions struct {
	Name      string `json:"name"`
	Namespace string `json:"namespace"`
	IsInstall *bool  `json:"isInstall"`
	IsUpgrade bool   `json:"isUpgrade"`
	Revision  int    `json:"revision"`
}

// An answer holds manifests in the order in which `helm template` prints them, or an error in its words.
type answer struct {
	ID        json.RawMessage `json:"id"`
	Manifests []manifest      `json:"manifests,omitempty"`
	Notes     string          `json:"notes,omitempty"`
	Warnings  []string        `json:"warnings,omitempty"`
	Error     string          `json:"error,omitempty"`
}

type manifest struct {
	Path    string `json:"path"`
	Content string `json:"content"`
	Hook    bool   `json:"hook,omitempty"`
}

// valuesText is the text of the values file; JSON is YAML too, so both ways take Helm's own YAML reader.
func (asked request) valuesText() string {
	if len(asked.Values) > 0 && string(asked.Values) != "null" {
		return string(asked.Values)
	}
	return asked.ValuesYAML
}

func (asked releaseOptions) name() string      { return cmp.Or(asked.Name, "release-name") }
func (asked releaseOptions) namespace() string { return cmp.Or(asked.Namespace, "default") }
func (asked releaseOptions) revision() int     { return cmp.Or(asked.Revision, 1) }
func (asked releaseOptions) isInstall() bool {
	if asked.IsInstall == nil {
		return !asked.IsUpgrade
	}
	return *asked.IsInstall
}

// notesFile is rendered like a template and is no manifest.
const notesFile = "NOTES.txt"

// invalidYAML ends the message when what was rendered is no YAML, as the command line ends it.
const invalidYAML = "\n\nUse --debug flag to render out invalid YAML"
