import { runInNewContext } from 'node:vm'
import type { Texts } from './image.ts'

/** MongoDB's servers as far as a script of its shell asks them: users, logins, and a replica set that chooses a primary and takes in members. */
export function openModel(setName?: string): MongoModel {
  const servers = new Map<string, Server>()
  const sets: ReplicaSet[] = []

  const hello = (server: Server) => {
    const { set, age } = server
    const isChosen = set !== undefined && age > 1
    const isPrimary = set === undefined ? setName === undefined : isChosen && set.primary === server
    return { ok: 1, isWritablePrimary: isPrimary, secondary: isChosen && !isPrimary, ...(set !== undefined && { setName: set.name }) }
  }
  const dataOf = (server: Server): Users => server.set?.users ?? server.users
  const takeIn = () => {
    for (const set of sets) for (const { host } of set.config.members) {
      const server = servers.get(host)
      if (server?.isUp === true && server.set === undefined) Object.assign(server, { set, age: 0 })
    }
  }

  const connect = (own: string, text: string): Connection => {
    const [, user, password = '', host = '', query] = /^mongodb:\/\/(?:([^:@/]+):([^:@/]+)@)?([^@/]+)\/\?(.*)$/.exec(text) ?? []
    const options = new URLSearchParams(query)
    const isLocal = host.startsWith('127.0.0.1:')
    const asked = servers.get(isLocal ? own : host)
    if (asked === undefined || !asked.isUp) throw new Error(`connect ECONNREFUSED ${host}`)
    const name = options.get('replicaSet')
    if ((name === null) !== (options.get('directConnection') === 'true')) throw new Error(`neither a server nor a set: ${query}`)
    if (name !== null && asked.set?.name !== name) throw new Error(`no member of ${name}: ${host}`)
    const server = name === null ? asked : asked.set?.primary
    if (server === undefined || (name !== null && !(server.isUp && hello(server).isWritablePrimary))) throw new Error('Server selection timed out after 5000 ms')
    const login = user === undefined ? undefined : dataOf(server).get(`${options.get('authSource')}.${decodeURIComponent(user)}`)
    if (user !== undefined && login?.pwd !== decodeURIComponent(password)) throw new Error('Authentication failed.')
    const isRoot = login?.roles.some((role) => role === 'root') === true
    return { server, isRoot, isFirst: isLocal && user === undefined && dataOf(server).size === 0 }
  }

  const database = ({ server, isRoot, isFirst }: Connection, name: string) => {
    const need = (isAllowed: boolean, what: string) => {
      if (!isAllowed) throw new Error(`command ${what} requires authentication`)
    }
    const write = (what: string, user: User & { readonly user: string }) => {
      need(isRoot || (isFirst && name === 'admin'), what)
      if (model.failure !== undefined) throw new Error(model.failure)
      if (!hello(server).isWritablePrimary) throw new Error('not primary')
      const key = `${name}.${user.user}`
      if (dataOf(server).has(key) !== (what === 'updateUser')) throw new Error(what === 'updateUser' ? `there is no ${key}` : `User "${key}" already exists`)
      dataOf(server).set(key, JSON.parse(JSON.stringify({ pwd: user.pwd, roles: user.roles })) as User)
    }
    return {
      hello: () => hello(server),
      getUser: (user: string) => (need(isRoot, 'usersInfo'), dataOf(server).get(`${name}.${user}`) ?? null),
      createUser: (user: User & { readonly user: string }) => write('createUser', user),
      updateUser: (user: string, change: User) => write('updateUser', { user, ...change }),
      runCommand: (command: Command) => {
        need(name === 'admin' && (isRoot || isFirst), Object.keys(command)[0] ?? '')
        const { replSetInitiate: begun, replSetReconfig: wanted } = command
        if (begun !== undefined) {
          if (begun._id !== setName || server.set !== undefined || begun.members.map(({ host }) => servers.get(host)).some((one) => one !== server)) throw new Error('no such set')
          const set: ReplicaSet = { name: begun._id, config: { ...begun, version: 1 }, users: new Map(), primary: server }
          sets.push(set)
          takeIn()
          return { ok: 1 }
        }
        const { set } = server
        if (set === undefined) throw new Error('no replset config has been received')
        if (wanted === undefined) return { ok: 1, config: set.config }
        const ids = wanted.members.map(({ _id }) => _id)
        if (model.refusal !== undefined || wanted.version <= set.config.version || new Set(ids).size < ids.length) return { ok: 0, errmsg: model.refusal ?? 'the configuration is not compatible' }
        set.config = wanted
        takeIn()
        return { ok: 1 }
      },
    }
  }

  const model: MongoModel = {
    servers,
    sets,
    add: (host) => void servers.set(host, { isUp: true, age: 0, users: new Map() }),
    failure: undefined,
    refusal: undefined,
    run: (host, script, env) => {
      const output: string[] = []
      const files: string[] = []
      let seconds = 0
      const sleep = (milliseconds: number) => {
        seconds += milliseconds / 1000
        takeIn()
        for (const server of servers.values()) server.age += 1
        model.onSleep?.(seconds)
      }
      const Mongo = function (text: string) {
        const connection = connect(host, text)
        return { getDB: (name: string) => database(connection, name) }
      }
      let error: string | undefined
      try {
        runInNewContext(script, { Mongo, sleep, process: { env }, print: (line: string) => output.push(line), require: () => ({ writeFileSync: (path: string) => files.push(`${path} after ${output.length} lines, with ${users(dataOf(servers.get(host) ?? { users: new Map() } as Server))}`) }) })
      } catch (caught) {
        error = (caught as Error).message
      }
      return { output, files, seconds, error }
    },
  }
  return model
}

function users(known: Users): string {
  return `${known.size} users`
}

interface Server {
  isUp: boolean
  /** For how many seconds it has been in its set. */
  age: number
  set?: ReplicaSet
  readonly users: Users
}

interface ReplicaSet {
  readonly name: string
  config: Configuration
  readonly users: Users
  primary: Server
}

interface Configuration {
  readonly _id: string
  readonly version: number
  readonly members: readonly { readonly _id: number; readonly host: string }[]
}

interface Connection {
  readonly server: Server
  readonly isRoot: boolean
  /** From the same machine, while there is no user. */
  readonly isFirst: boolean
}

interface Command {
  readonly replSetInitiate?: Omit<Configuration, 'version'>
  readonly replSetGetConfig?: 1
  readonly replSetReconfig?: Configuration
}

interface User {
  readonly pwd: string
  readonly roles: readonly (string | { readonly role: string; readonly db: string })[]
}

/** By database and name. */
type Users = Map<string, User>

export interface MongoModel {
  readonly servers: ReadonlyMap<string, Server>
  readonly sets: readonly ReplicaSet[]
  readonly add: (host: string) => void
  /** What each change of a user fails with. */
  failure: string | undefined
  /** What each change of the set is answered with. */
  refusal: string | undefined
  onSleep?: (seconds: number) => void
  /** Runs a script in the shell of the pod that has this name. */
  readonly run: (host: string, script: string, env: Texts) => { readonly output: readonly string[]; readonly files: readonly string[]; readonly seconds: number; readonly error: string | undefined }
}
