import { mkdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { spokenIn } from '../cluster.ts'
import { releaseName } from '../release.ts'
import { stepsIn } from '../step.ts'
import type { Trial } from '../trial.ts'

/** The package goes to an OCI registry and comes back the same, and is installed from there, by both Helms. */
export async function throughRegistry({ cluster, chart, namespace, own }: Trial): Promise<void> {
  const step = stepsIn(cluster, namespace)
  for (const helm of ['helm3', 'helm4'] as const) {
    const repository = `oci://${cluster.registry}/${helm}`
    const source = [`${repository}/${chart.name}`, '--version', chart.version, '--plain-http']
    const folder = join(cluster.folder, `${namespace}-${helm}`)
    await mkdir(folder)
    await step(`${helm} push`, () => pushed(cluster.tryHelm(helm, ['push', chart.package, repository, '--plain-http'])))
    await step(`${helm} pull`, async () => {
      await pushed(cluster.tryHelm(helm, ['pull', ...source, '--destination', folder]))
      const isSame = Buffer.compare(await readFile(join(folder, basename(chart.package))), await readFile(chart.package)) === 0
      if (!isSame) throw new Error('what comes back is not what was pushed')
    })
    await step(`${helm} install from the registry`, () => pushed(cluster.tryHelm(helm, ['install', releaseName, ...source, '--namespace', namespace, ...own, '--wait', '--timeout', '120s'])))
    await step(`${helm} uninstall`, () => cluster.helm(helm, ['uninstall', releaseName, '--namespace', namespace, '--wait']))
  }
}

/** Helm reports on stderr what it has transferred, and nothing else may be there. */
async function pushed(running: Promise<{ readonly exitCode: number | null; readonly stderr: string }>): Promise<void> {
  const { exitCode, stderr } = await running
  const other = spokenIn(stderr).filter((line) => !/^(Pushed|Pulled|Digest): /.test(line))
  if (exitCode !== 0 || other.length > 0) throw new Error(`it ended with ${exitCode} and wrote to stderr: ${other.join('\n')}`)
}
