/** Every real tool that the tests run. Versions stand in go.mod alone; this table says what is built from them and how. */
export const toolTable: { readonly [Name in ToolName]: Tool } = {
  helm4: {
    executable: 'helm-4',
    module: 'helm.sh/helm/v4',
    package: 'helm.sh/helm/v4/cmd/helm',
    variables: ({ version }) => ({ 'helm.sh/helm/v4/internal/version.version': version }),
  },
  helm3: {
    executable: 'helm-3',
    module: 'helm.sh/helm/v3',
    package: 'helm.sh/helm/v3/cmd/helm',
    variables: helm3Variables,
  },
  unittest: {
    executable: 'helm-unittest',
    module: 'github.com/helm-unittest/helm-unittest',
    package: 'github.com/helm-unittest/helm-unittest/cmd/helm-unittest',
  },
  kubeconform: {
    executable: 'kubeconform',
    module: 'github.com/yannh/kubeconform',
    package: 'github.com/yannh/kubeconform/cmd/kubeconform',
    variables: ({ version }) => ({ 'main.version': version }),
  },
  kubescore: {
    executable: 'kube-score',
    module: 'github.com/zegl/kube-score',
    package: 'github.com/zegl/kube-score/cmd/kube-score',
    folder: 'kube-score',
  },
  helmBatch: {
    executable: 'helm-batch',
    module: 'helm.sh/helm/v4',
    package: './helm-batch',
    sources: 'helm-batch',
    variables: (build) => ({
      'helm.sh/helm/v4/internal/version.version': build.version,
      ...helm3Variables({ ...build, version: build.versionOf('helm.sh/helm/v3') }),
    }),
  },
  kubectl: {
    executable: 'kubectl',
    module: 'k8s.io/kubernetes',
    package: 'k8s.io/kubernetes/cmd/kubectl',
    variables: kubernetesVariables,
  },
  kubeLab: {
    executable: 'kube-lab',
    module: 'k8s.io/kubernetes',
    package: './kube-lab',
    sources: 'kube-lab',
    variables: kubernetesVariables,
  },
  kubeLab136: {
    executable: 'kube-lab-1.36',
    module: 'k8s.io/kubernetes',
    package: './kube-lab',
    sources: 'kube-lab',
    modFile: 'kubernetes-1.36.mod',
    isOnlyForLong: true,
    variables: kubernetesVariables,
  },
}

/** In the order of building: what many tests need comes first, the whole of Kubernetes last. */
export const toolNames = Object.keys(toolTable) as readonly ToolName[]

/** What a run needs beforehand; the rest is built by the test that asks for it. */
export const usualToolNames = toolNames.filter((name) => toolTable[name].isOnlyForLong !== true || process.env['CHARTWRIGHT_LONG'] === '1')

/** Helm 3 learns the Kubernetes version that `helm template` pretends from the linker, as its own Makefile does it. */
function helm3Variables({ version, versionOf }: Build): Variables {
  const [major, minor] = majorAndMinor(versionOf('k8s.io/kubernetes'))
  return {
    'helm.sh/helm/v3/internal/version.version': version,
    'helm.sh/helm/v3/pkg/chartutil.k8sVersionMajor': major,
    'helm.sh/helm/v3/pkg/chartutil.k8sVersionMinor': minor,
    'helm.sh/helm/v3/pkg/lint/rules.k8sVersionMajor': major,
    'helm.sh/helm/v3/pkg/lint/rules.k8sVersionMinor': minor,
  }
}

/** Without these the API server calls itself `v0.0.0-master`, and the kubeVersion of every chart refuses it. */
function kubernetesVariables({ version }: Build): Variables {
  const [major, minor] = majorAndMinor(version)
  const component = 'k8s.io/component-base/version'
  return {
    [`${component}.gitVersion`]: version,
    [`${component}.gitMajor`]: major,
    [`${component}.gitMinor`]: minor,
    [`${component}.gitTreeState`]: 'clean',
  }
}

function majorAndMinor(version: string): readonly [major: string, minor: string] {
  const [major = '', minor = ''] = version.replace(/^v/, '').split('.')
  return [major, minor]
}

/** The tools as the tests call them. */
export type ToolName = 'helm4' | 'helm3' | 'unittest' | 'kubeconform' | 'kubescore' | 'helmBatch' | 'kubectl' | 'kubeLab' | 'kubeLab136'

export interface Tool {
  readonly executable: string
  /** The module whose version the tool bears. */
  readonly module: string
  readonly package: string
  /** Where its go.mod stands below test/tools, when it has its own. */
  readonly folder?: string
  /** The file that stands for go.mod, with one for go.sum beside it, when the same sources are built with other modules. */
  readonly modFile?: string
  /** Whether only the long mode uses it. */
  readonly isOnlyForLong?: boolean
  /** Where its sources stand below test/tools, when they are ours. */
  readonly sources?: string
  /** Go variables that the linker sets. */
  readonly variables?: (build: Build) => Variables
}

export interface Build {
  readonly version: string
  readonly versionOf: (module: string) => string
}

export type Variables = Readonly<Record<string, string>>
