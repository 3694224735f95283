import { join } from 'node:path'
import { expect, test } from 'vitest'
import { emptyFolder, run, runCli } from '../cli/run-cli.ts'
import { readFolder } from '../../generator/5-package/read-folder.ts'
import { releaseSize } from '../../generator/5-package/release-size.ts'
import { ensureTools } from '../tools/ensure-tools.ts'
import { startKubeLab } from '../tools/kube-lab.ts'

test('the size that is estimated for a release is about what Helm stores', async () => {
  const { helm3, helm4, kubectl } = await ensureTools(['helm3', 'helm4', 'kubectl'])
  const folder = await emptyFolder()
  await runCli(folder, ['new', 'web-shop'])
  await runCli(folder, ['build'])
  const chart = join(folder, 'dist-charts/web-shop')
  const estimated = releaseSize({ name: 'web-shop', version: '0.1.0', values: 0, files: await readFolder(chart) })
  const lab = await startKubeLab()
  try {
    const options = { cwd: folder, env: { ...process.env, KUBECONFIG: lab.kubeconfig } }
    for (const [release, helm] of [['three', helm3], ['four', helm4]] as const) {
      expect(await run([helm, 'install', release, chart, '--namespace', 'default'], options)).toMatchObject({ exitCode: 0 })
      const secret = await run([kubectl, '--namespace', 'default', 'get', 'secret', `sh.helm.release.v1.${release}.v1`, '--output', 'jsonpath={.data.release}'], options)
      const stored = Buffer.from(secret.stdout, 'base64').length
      expect(estimated / stored).toBeGreaterThan(0.95)
      expect(estimated / stored).toBeLessThan(1.25)
    }
  } finally {
    await lab.stop()
  }
})
