package main

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"helm.sh/helm/v4/pkg/action"
	"helm.sh/helm/v4/pkg/chart"
	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/common/util"
	"helm.sh/helm/v4/pkg/chart/loader"
	chartv2 "helm.sh/helm/v4/pkg/chart/v2"
	loaderv2 "helm.sh/helm/v4/pkg/chart/v2/loader"
	utilv2 "helm.sh/helm/v4/pkg/chart/v2/util"
	"helm.sh/helm/v4/pkg/engine"
	releaseutil "helm.sh/helm/v4/pkg/release/v1/util"
)

var helm4Charts = chartCache[*chartv2.Chart]{load: loadHelm4Chart, copy: copyHelm4Chart}

// renderWithHelm4 takes the steps of `helm template` in its order, so that the first error is the same one.
func renderWithHelm4(asked request) (answer, error) {
	capabilities, err := helm4Capabilities(asked)
	if err != nil {
		return answer{}, err
	}
	if err := requirePath(asked.Chart); err != nil {
		return answer{}, err
	}
	values, err := loaderv2.LoadValues(strings.NewReader(asked.valuesText()))
	if err != nil {
		return answer{}, fmt.Errorf("failed to parse values: %w", err)
	}
	loaded, err := helm4Charts.get(asked.Chart)
	if err != nil {
		return answer{}, err
	}
	if err := checkHelm4Chart(loaded); err != nil {
		return answer{}, err
	}
	if err := utilv2.ValidateReleaseName(asked.Release.name()); err != nil {
		return answer{}, fmt.Errorf("release name check failed: release name %q: %w", asked.Release.name(), err)
	}
	if err := utilv2.ProcessDependencies(loaded, values); err != nil {
		return answer{}, fmt.Errorf("chart dependencies processing failed: %w", err)
	}
	options := common.ReleaseOptions{
		Name:      asked.Release.name(),
		Namespace: asked.Release.namespace(),
		Revision:  asked.Release.revision(),
		IsInstall: asked.Release.isInstall(),
		IsUpgrade: asked.Release.IsUpgrade,
	}
	scope, err := util.ToRenderValuesWithSchemaValidation(loaded, values, options, capabilities, true)
	if err != nil {
		return answer{}, err
	}
	if !asked.SkipSchemaValidation {
		if err := schemaFaults(helm4Schemas{loaded}, scope["Values"].(common.Values)); err != nil {
			return answer{}, fmt.Errorf(refusedBySchema, err)
		}
	}
	given, err := renderHelm4Templates(loaded, scope, capabilities, asked)
	if err != nil {
		return answer{}, fmt.Errorf("%w%s", err, invalidYAML)
	}
	return given, nil
}

func renderHelm4Templates(loaded *chartv2.Chart, scope common.Values, capabilities *common.Capabilities, asked request) (answer, error) {
	wanted := loaded.Metadata.KubeVersion
	if wanted != "" && !utilv2.IsCompatibleRange(wanted, capabilities.KubeVersion.String()) {
		return answer{}, fmt.Errorf("chart requires kubeVersion: %s which is incompatible with Kubernetes %s", wanted, capabilities.KubeVersion.Version)
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

func helm4Capabilities(asked request) (*common.Capabilities, error) {
	capabilities := common.DefaultCapabilities.Copy()
	if asked.KubeVersion != "" {
		version, err := common.ParseKubeVersion(asked.KubeVersion)
		if err != nil {
			return nil, fmt.Errorf("invalid kube version '%s': %w", asked.KubeVersion, err)
		}
		capabilities.KubeVersion = *version
	}
	capabilities.APIVersions = slices.Concat(capabilities.APIVersions, asked.APIVersions)
	return capabilities, nil
}

func checkHelm4Chart(loaded *chartv2.Chart) error {
	if kind := loaded.Metadata.Type; kind != "" && kind != "application" {
		return fmt.Errorf("%s charts are not installable", kind)
	}
	accessor, err := chart.NewAccessor(loaded)
	if err != nil {
		return err
	}
	if err := action.CheckDependencies(loaded, accessor.MetaDependencies()); err != nil {
		return fmt.Errorf("an error occurred while checking for chart dependencies. You may need to run 'helm dependency build' to fetch missing dependencies: %w", err)
	}
	return nil
}

func loadHelm4Chart(path string) (*chartv2.Chart, error) {
	loaded, err := loader.Load(path)
	if err != nil {
		return nil, err
	}
	if loaded, ok := loaded.(*chartv2.Chart); ok {
		return loaded, nil
	}
	return nil, errors.New("invalid chart apiVersion")
}

// copyHelm4Chart copies what rendering writes to. Files are only read, and of values Helm makes its own copies.
func copyHelm4Chart(from *chartv2.Chart) *chartv2.Chart {
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
		out.AddDependency(copyHelm4Chart(dependency))
	}
	return &out
}

type helm4Schemas struct{ chart *chartv2.Chart }

func (holder helm4Schemas) name() string   { return holder.chart.Name() }
func (holder helm4Schemas) schema() []byte { return holder.chart.Schema }

func (holder helm4Schemas) dependencies() []schemaHolder {
	var found []schemaHolder
	for _, dependency := range holder.chart.Dependencies() {
		found = append(found, helm4Schemas{dependency})
	}
	return found
}

func (holder helm4Schemas) checkByHelm(values map[string]any) error {
	return util.ValidateAgainstSingleSchema(values, holder.chart.Schema)
}
