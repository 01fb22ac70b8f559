/** Where base images come from: the `images` of `.gantry.yaml`, and `gantry.images.*` of the editor. */
export interface ImageSettings {
  /** Mirrors by prefix of the full name (`docker.io/library`, `gcr.io`); the longest counts. */
  readonly mirrors?: Readonly<Record<string, string>>;
  /** Digests by `name:tag`, as it is written in the Dockerfile. */
  readonly digests?: Readonly<Record<string, string>>;
  /** Pin base images whose digest nobody gave: whoever writes the files asks their registries. */
  readonly pinDigests?: boolean;
  /** Builds the program; `{version}` stands for the Go that go.mod asks for. */
  readonly go?: string;
  /** Builds front ends. */
  readonly node?: string;
  /** What the program runs on, by the runtime that it stands for. */
  readonly runtimes?: Readonly<Partial<Record<ImageRuntime, string>>>;
}

export const IMAGE_KEYS = [
  'mirrors',
  'digests',
  'pinDigests',
  'go',
  'node',
  'runtimes',
] as const satisfies readonly (keyof ImageSettings)[];

export const IMAGE_RUNTIMES = ['distroless', 'distroless-base', 'alpine', 'debian'] as const;
export type ImageRuntime = (typeof IMAGE_RUNTIMES)[number];

/** Settings over others, the mightier later: maps are joined, of single values the last counts. */
export function joinImages(all: readonly (ImageSettings | undefined)[]): ImageSettings {
  return all.reduce<ImageSettings>(
    (under, over = {}) => ({
      ...under,
      ...over,
      ...joined('mirrors', under, over),
      ...joined('digests', under, over),
      ...joined('runtimes', under, over),
    }),
    {},
  );
}

function joined(key: 'mirrors' | 'digests' | 'runtimes', under: ImageSettings, over: ImageSettings): ImageSettings {
  return under[key] && over[key] ? { [key]: { ...under[key], ...over[key] } } : {};
}
