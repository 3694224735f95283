/** What an image would bring along. Containers can't run here, so its programs are those of this machine, and this says how they are found. */
export interface Image {
  /** As in its Dockerfile. */
  readonly entrypoint?: readonly string[]
  readonly command?: readonly string[]
  /** PATH is that of the machine unless it stands here. */
  readonly env?: Texts
  readonly workingDirectory?: string
  /** Its numeric user and group, `0:0` if it says none. */
  readonly user?: string
  /** Lines of its /etc/passwd beside those of root and nobody. */
  readonly users?: readonly string[]
  /** Folders of this machine, such as a virtual environment, that its containers see at their own path. */
  readonly folders?: readonly string[]
  /** What its main process is stopped with, if not SIGTERM. */
  readonly stopSignal?: NodeJS.Signals
}

/** Images by their repository, without registry and tag. */
export interface Images {
  readonly [repository: string]: Image
}

export function imageOf(images: Images, reference: string): Image {
  const path = reference.replace(/@.*$/, '').replace(/:[^/:]*$/, '')
  const repository = Object.keys(images).find((name) => path === name || path.endsWith(`/${name}`))
  const image = repository === undefined ? undefined : images[repository]
  if (image === undefined) throw new Error(`nobody said what the image ${reference} brings along`)
  return image
}

export interface Texts {
  readonly [name: string]: string
}
