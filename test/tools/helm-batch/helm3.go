package main

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"helm.sh/helm/v3/pkg/action"
	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
	"helm.sh/helm/v3/pkg/releaseutil"
	"sigs.k8s.io/yaml"
)

var helm3Charts = chartCache[*chart.Chart]{load: loader.Load, copy: copyHelm3Chart}

// renderWithHelm3 takes the steps of `helm template` in its order, so that the first error is the same one.
func renderWithHelm3(asked request) (answer, error) {
	capabilities, err := helm3Capabilities(asked)
	if err != nil {
		return answer{}, err
	}
	if err := requirePath(asked.Chart); err != nil {
		return answer{}, err
	}
	values := map[string]any{}
	if err := yaml.Unmarshal([]byte(asked.valuesText()), &values); err != nil {
		return answer{}, fmt.Errorf("failed to parse values: %w", err)
	}
	loaded, err := helm3Charts.get(asked.Chart)
	if err != nil {
		return answer{}, err
	}
	if err := checkHelm3Chart(loaded); err != nil {
		return answer{}, err
	}
	if err := chartutil.ValidateReleaseName(asked.Release.name()); err != nil {
		return answer{}, fmt.Errorf("release name %q: %w", asked.Release.name(), err)
	}
	if err := chartutil.ProcessDependenciesWithMerge(loaded, values); err != nil {
		return answer{}, err
	}
	options := chartutil.ReleaseOptions{
		Name:      asked.Release.name(),
		Namespace: asked.Release.namespace(),
		Revision:  asked.Release.revision(),
		IsInstall: asked.Release.isInstall(),
		IsUpgrade: asked.Release.IsUpgrade,
	}
	scope, err := chartutil.ToRenderValuesWithSchemaValidation(loaded, values, options, capabilities, true)
	if err != nil {
		return answer{}, err
	}
	if !asked.SkipSchemaValidation {
		if err := schemaFaults(helm3Schemas{loaded}, scope["Values"].(chartutil.Values)); err != nil {
			return answer{}, fmt.Errorf(refusedBySchema, err)
		}
	}
	given, err := renderHelm3Templates(loaded, scope, capabilities, asked)
	if err != nil {
		return answer{}, fmt.Errorf("%w%s", err, invalidYAML)
	}
	return given, nil
}

func renderHelm3Templates(loaded *chart.Chart, scope chartutil.Values, capabilities *chartutil.Capabilities, asked request) (answer, error) {
	wanted := loaded.Metadata.KubeVersion
	if wanted != "" && !chartutil.IsCompatibleRange(wanted, capabilities.KubeVersion.String()) {
		return answer{}, fmt.Errorf("chart requires kubeVersion: %s which is incompatible with Kubernetes %s", wanted, capabilities.KubeVersion.String())
	}
	files, err := engine.Engine{}.Render(loaded, scope)
	if err != nil {
		return answer{}, err
	}
	given := answer{}
	if asked.ShowNotes {
		given.Notes = files[path.Join(loaded.Name(), "templates", notesFile)]
	}
	maps.DeleteFunc(files, func(name, _ string) bool { return strings.HasSuffix(name, notesFile) })
	hooks, manifests, err := releaseutil.SortManifests(files, nil, releaseutil.InstallOrder)
	if err != nil {
		return answer{}, err
	}
	if asked.IncludeCRDs {
		for _, crd := range loaded.CRDObjects() {
			given.Manifests = append(given.Manifests, manifest{Path: crd.Filename, Content: string(crd.File.Data)})
		}
	}
	for _, each := range manifests {
		given.Manifests = append(given.Manifests, manifest{Path: each.Name, Content: each.Content})
	}
	for _, hook := range hooks {
		given.Manifests = append(given.Manifests, manifest{Path: hook.Path, Content: hook.Manifest, Hook: true})
	}
	return given, nil
}

func helm3Capabilities(asked request) (*chartutil.Capabilities, error) {
	capabilities := chartutil.DefaultCapabilities.Copy()
	if asked.KubeVersion != "" {
		version, err := chartutil.ParseKubeVersion(asked.KubeVersion)
		if err != nil {
			return nil, fmt.Errorf("invalid kube version '%s': %w", asked.KubeVersion, err)
		}
		capabilities.KubeVersion = *version
	}
	capabilities.APIVersions = slices.Concat(capabilities.APIVersions, asked.APIVersions)
	return capabilities, nil
}

func checkHelm3Chart(loaded *chart.Chart) error {
	if kind := loaded.Metadata.Type; kind != "" && kind != "application" {
		return fmt.Errorf("%s charts are not installable", kind)
	}
	if err := action.CheckDependencies(loaded, loaded.Metadata.Dependencies); err != nil {
		return fmt.Errorf("An error occurred while checking for chart dependencies. You may need to run `helm dependency build` to fetch missing dependencies: %w", err)
	}
	return nil
}

// copyHelm3Chart copies what rendering writes to. Files are only read, and of values Helm makes its own copies.
func copyHelm3Chart(from *chart.Chart) *chart.Chart {
	metadata := *from.Metadata
	metadata.Annotations = maps.Clone(metadata.Annotations)
	metadata.Dependencies = slices.Clone(metadata.Dependencies)
	for i, dependency := range metadata.Dependencies {
		if dependency != nil {
			copied := *dependency
			metadata.Dependencies[i] = &copied
		}
	}
	out := *from
	out.Metadata = &metadata
	out.SetDependencies()
	for _, dependency := range from.Dependencies() {
		out.AddDependency(copyHelm3Chart(dependency))
	}
	return &out
}

type helm3Schemas struct{ chart *chart.Chart }

func (holder helm3Schemas) name() string   { return holder.chart.Name() }
func (holder helm3Schemas) schema() []byte { return holder.chart.Schema }

func (holder helm3Schemas) dependencies() []schemaHolder {
	var found []schemaHolder
	for _, dependency := range holder.chart.Dependencies() {
		found = append(found, helm3Schemas{dependency})
	}
	return found
}

func (holder helm3Schemas) checkByHelm(values map[string]any) error {
	return chartutil.ValidateAgainstSingleSchema(values, holder.chart.Schema)
}
