import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A realm of Kerberos with a key distribution centre on this machine, which pods reach by the name `kdc` once a Service of that name leads to its port. */
export async function openRealm(realm: string): Promise<Realm> {
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-live-realm-'))
  const port = await freePort()
  const write = (name: string, lines: readonly string[]) => {
    writeFileSync(join(folder, name), `${lines.join('\n')}\n`)
    return join(folder, name)
  }
  const env = {
    ...process.env,
    KRB5_CONFIG: write('krb5.conf', clientLines(realm, '127.0.0.1', port)),
    KRB5_KDC_PROFILE: write('kdc.conf', [
      '[realms]', `  ${realm} = {`, `    database_name = ${folder}/principals`, `    key_stash_file = ${folder}/stash`, `    kdc_listen = 127.0.0.1:${port}`, `    kdc_tcp_listen = 127.0.0.1:${port}`, '  }',
      '[logging]', `  kdc = FILE:${folder}/kdc.log`,
    ]),
  }
  const run = (command: string, words: readonly string[]) => execFileSync(command, words, { env, stdio: 'pipe' })
  run('/usr/sbin/kdb5_util', ['-r', realm, 'create', '-s', '-P', 'only for a test'])
  const centre = spawn('/usr/sbin/krb5kdc', ['-n', '-r', realm], { env, stdio: 'ignore' })
  const ended = new Promise((resolve) => centre.on('close', resolve))
  return {
    port,
    clientConfiguration: `${clientLines(realm, 'kdc', 88).join('\n')}\n`,
    keytab: (principal) => {
      const file = join(folder, `${principal}.keytab`)
      run('/usr/sbin/kadmin.local', ['-r', realm, '-q', `addprinc -randkey ${principal}`])
      run('/usr/sbin/kadmin.local', ['-r', realm, '-q', `ktadd -k ${file} ${principal}`])
      return readFileSync(file)
    },
    close: async () => {
      centre.kill()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function clientLines(realm: string, host: string, port: number): readonly string[] {
  return ['[libdefaults]', `  default_realm = ${realm}`, '  dns_lookup_kdc = false', '  dns_lookup_realm = false', '  udp_preference_limit = 1', '[realms]', `  ${realm} = {`, `    kdc = ${host}:${port}`, '  }']
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

export interface Realm {
  /** The port of the key distribution centre on this machine, for TCP. */
  readonly port: number
  /** The text of `krb5.conf` for pods. */
  readonly clientConfiguration: string
  /** The keys of a new principal. */
  readonly keytab: (principal: string) => Buffer
  readonly close: () => Promise<void>
}
