import type { Contract } from './model.ts'
import { currentApiVersions } from './whole/current-api-versions.ts'
import { everythingOff } from './whole/everything-off.ts'
import { inNamespace } from './whole/in-namespace.ts'
import { namedAfterRelease } from './whole/named-after-release.ts'
import { namesFit } from './whole/names-fit.ts'
import { noNull } from './whole/no-null.ts'
import { nothingEmpty } from './whole/nothing-empty.ts'
import { noTemplateText } from './whole/no-template-text.ts'
import { objectsUnique } from './whole/objects-unique.ts'
import { releasesApart } from './whole/releases-apart.ts'
import { rendersAreEqual } from './whole/renders-are-equal.ts'
import { annotationsAreNoLabels } from './labels/annotations-are-no-labels.ts'
import { labelsValid } from './labels/labels-valid.ts'
import { podLabelsAgree } from './labels/pod-labels-agree.ts'
import { recommendedLabels } from './labels/recommended-labels.ts'
import { selectorsMatch } from './labels/selectors-match.ts'
import { selectorsSmall } from './labels/selectors-small.ts'
import { selectorsStable } from './labels/selectors-stable.ts'
import { versionsOnObjects } from './labels/versions-on-objects.ts'
import { diagnosticModeWaits } from './pods/diagnostic-mode-waits.ts'
import { imageFixed } from './pods/image-fixed.ts'
import { imagesGlobal } from './pods/images-global.ts'
import { imagesSettable } from './pods/images-settable.ts'
import { jobsEnd } from './pods/jobs-end.ts'
import { noHostAccess } from './pods/no-host-access.ts'
import { noServiceLinks } from './pods/no-service-links.ts'
import { noToken } from './pods/no-token.ts'
import { openshiftIds } from './pods/openshift-ids.ts'
import { otherWaySamePods } from './pods/other-way-same-pods.ts'
import { ownServiceAccount } from './pods/own-service-account.ts'
import { podSecurity } from './pods/pod-security.ts'
import { portsNamed } from './pods/ports-named.ts'
import { probePorts } from './pods/probe-ports.ts'
import { probesFit } from './pods/probes-fit.ts'
import { probesSettable } from './pods/probes-settable.ts'
import { readOnlyRoot } from './pods/read-only-root.ts'
import { resourcesOrdered } from './pods/resources-ordered.ts'
import { resourcesSet } from './pods/resources-set.ts'
import { restartPolicy } from './pods/restart-policy.ts'
import { securityRemovable } from './pods/security-removable.ts'
import { nowhereByDefault } from './placement/nowhere-by-default.ts'
import { placementGlobal } from './placement/placement-global.ts'
import { placementSettable } from './placement/placement-settable.ts'
import { replicasSpread } from './placement/replicas-spread.ts'
import { spreadByRevision } from './placement/spread-by-revision.ts'
import { spreadSelectsItself } from './placement/spread-selects-itself.ts'
import { envDefinedBeforeUse } from './env/env-defined-before-use.ts'
import { envHasValue } from './env/env-has-value.ts'
import { envNamesUnique } from './env/env-names-unique.ts'
import { noSecretLiteral } from './env/no-secret-literal.ts'
import { usersEnvWins } from './env/users-env-wins.ts'
import { checksumFollowsContent } from './configuration/checksum-follows-content.ts'
import { filesParse } from './configuration/files-parse.ts'
import { hostsExist } from './configuration/hosts-exist.ts'
import { mountedIsMentioned } from './configuration/mounted-is-mentioned.ts'
import { mountsUnique } from './configuration/mounts-unique.ts'
import { pathsMounted } from './configuration/paths-mounted.ts'
import { stringsStayStrings } from './configuration/strings-stay-strings.ts'
import { accountsExist } from './references/accounts-exist.ts'
import { backendsExist } from './references/backends-exist.ts'
import { claimsExist } from './references/claims-exist.ts'
import { filesExist } from './references/files-exist.ts'
import { noOrphans } from './references/no-orphans.ts'
import { rightsAreSmall } from './references/rights-are-small.ts'
import { serviceTargets } from './references/service-targets.ts'
import { targetsExist } from './references/targets-exist.ts'
import { accessModeFits } from './storage/access-mode-fits.ts'
import { usersEntriesWin } from './references/users-entries-win.ts'
import { claimsKept } from './storage/claims-kept.ts'
import { claimsStay } from './storage/claims-stay.ts'
import { existingClaim } from './storage/existing-claim.ts'
import { headlessService } from './storage/headless-service.ts'
import { budgetLetsDrain } from './scaling/budget-lets-drain.ts'
import { replicasOrAutoscaler } from './scaling/replicas-or-autoscaler.ts'
import { requestsForAutoscaler } from './scaling/requests-for-autoscaler.ts'
import { severalPodsHaveBudget } from './scaling/several-pods-have-budget.ts'
import { ingressComplete } from './network/ingress-complete.ts'
import { podsIsolated } from './network/pods-isolated.ts'
import { policyAdmitsDeclared } from './network/policy-admits-declared.ts'
import { policyAdmitsNames } from './network/policy-admits-names.ts'
import { policyAdmitsPorts } from './network/policy-admits-ports.ts'
import { policyListsDirections } from './network/policy-lists-directions.ts'
import { routeComplete } from './network/route-complete.ts'
import { serviceFieldsSettable } from './network/service-fields-settable.ts'
import { internalLoadBalancer } from './network/internal-load-balancer.ts'
import { serviceTypeExplicit } from './network/service-type-explicit.ts'
import { customKindsOnDemand } from './monitoring/custom-kinds-on-demand.ts'
import { monitorFindsPort } from './monitoring/monitor-finds-port.ts'
import { existingSecretUsed } from './secrets/existing-secret-used.ts'
import { secretType } from './secrets/secret-type.ts'
import { secretsOneShape } from './secrets/secrets-one-shape.ts'
import { secretsStayInSecrets } from './secrets/secrets-stay-in-secrets.ts'
import { hooksComplete } from './hooks/hooks-complete.ts'
import { hooksFindWhatTheyUse } from './hooks/hooks-find-what-they-use.ts'
import { jobsRenamed } from './hooks/jobs-renamed.ts'
import { noLookup } from './hooks/no-lookup.ts'
import { nothingRandomUnderGitops } from './hooks/nothing-random-under-gitops.ts'
import { scriptVariablesKnown } from './scripts/script-variables-known.ts'
import { scriptsParse } from './scripts/scripts-parse.ts'
import { scriptsStopAtErrors } from './scripts/scripts-stop-at-errors.ts'
import { chartDescribed } from './documents/chart-described.ts'
import { notesRender } from './documents/notes-render.ts'
import { readmeListsValues } from './documents/readme-lists-values.ts'
import { schemaClosed } from './documents/schema-closed.ts'
import { schemaStandsAlone } from './documents/schema-stands-alone.ts'
import { valuesDeclared } from './documents/values-declared.ts'

/** Every contract by what it is about. A new one is a file, and a line here. */
export const contractsByArea = {
  whole: [
    currentApiVersions,
    everythingOff,
    inNamespace,
    namedAfterRelease,
    namesFit,
    noNull,
    noTemplateText,
    nothingEmpty,
    objectsUnique,
    releasesApart,
    rendersAreEqual,
  ],
  labels: [
    annotationsAreNoLabels,
    labelsValid,
    podLabelsAgree,
    recommendedLabels,
    selectorsMatch,
    selectorsSmall,
    selectorsStable,
    versionsOnObjects,
  ],
  pods: [
    diagnosticModeWaits,
    imageFixed,
    imagesGlobal,
    imagesSettable,
    jobsEnd,
    noHostAccess,
    noServiceLinks,
    noToken,
    openshiftIds,
    otherWaySamePods,
    ownServiceAccount,
    podSecurity,
    portsNamed,
    probePorts,
    probesFit,
    probesSettable,
    readOnlyRoot,
    resourcesOrdered,
    resourcesSet,
    restartPolicy,
    securityRemovable,
  ],
  placement: [
    nowhereByDefault,
    placementGlobal,
    placementSettable,
    replicasSpread,
    spreadByRevision,
    spreadSelectsItself,
  ],
  env: [
    envDefinedBeforeUse,
    envHasValue,
    envNamesUnique,
    noSecretLiteral,
    usersEnvWins,
  ],
  configuration: [
    checksumFollowsContent,
    filesParse,
    hostsExist,
    mountedIsMentioned,
    mountsUnique,
    pathsMounted,
    stringsStayStrings,
  ],
  references: [
    accountsExist,
    backendsExist,
    claimsExist,
    filesExist,
    noOrphans,
    rightsAreSmall,
    serviceTargets,
    targetsExist,
    usersEntriesWin,
  ],
  storage: [
    accessModeFits,
    claimsKept,
    claimsStay,
    existingClaim,
    headlessService,
  ],
  scaling: [
    budgetLetsDrain,
    replicasOrAutoscaler,
    requestsForAutoscaler,
    severalPodsHaveBudget,
  ],
  network: [
    ingressComplete,
    podsIsolated,
    policyAdmitsDeclared,
    policyAdmitsNames,
    policyAdmitsPorts,
    policyListsDirections,
    routeComplete,
    serviceFieldsSettable,
    serviceTypeExplicit,
    internalLoadBalancer,
  ],
  monitoring: [
    customKindsOnDemand,
    monitorFindsPort,
  ],
  secrets: [
    existingSecretUsed,
    secretType,
    secretsOneShape,
    secretsStayInSecrets,
  ],
  hooks: [
    hooksComplete,
    hooksFindWhatTheyUse,
    jobsRenamed,
    noLookup,
    nothingRandomUnderGitops,
  ],
  scripts: [
    scriptVariablesKnown,
    scriptsParse,
    scriptsStopAtErrors,
  ],
  documents: [
    chartDescribed,
    notesRender,
    readmeListsValues,
    schemaClosed,
    schemaStandsAlone,
    valuesDeclared,
  ],
} as const satisfies { readonly [area: string]: readonly Contract[] }

export const contracts: readonly Contract[] = Object.values(contractsByArea).flat()
