/** Calls that fill a struct from the text of a file. Indexes are those of their arguments. */
export interface FileDecoder {
  readonly target: number;
  /** Where the text, or the file's path, is. Neither: what the call is made on reads it. */
  readonly text?: number;
  readonly path?: number;
  /** The struct tag that names keys. */
  readonly tag: string;
  /** By the ends of files' names, where those say what is in them; null: variables. */
  readonly tags?: ReadonlyMap<string, string | null>;
  /** The same tag says what a key is that the file does not have: `json:",default=8080"`. */
  readonly tagHasDefault?: true;
  /** Without a file in sight, what it reads is mostly a request. */
  readonly mayBeRequest?: true;
}

const YAML = ['gopkg.in/yaml', 'go.yaml.in/yaml', 'github.com/goccy/go-yaml', 'github.com/oasdiff/yaml'];
/** YAML whose keys are those of JSON. */
const JSON_TAGS = ['sigs.k8s.io/yaml', 'github.com/ghodss/yaml'];
const JSON_LIBRARIES = ['encoding/json', 'github.com/goccy/go-json', 'github.com/json-iterator/go'];
const TOML = ['github.com/BurntSushi/toml', 'github.com/pelletier/go-toml'];

const CLEANENV_TAGS: ReadonlyMap<string, string | null> = new Map([
  ['json', 'json'],
  ['toml', 'toml'],
  ['edn', 'edn'],
  ['env', null],
]);

const ofLibrary = (path: string, tag: string): (readonly [string, FileDecoder])[] => [
  [`${path}.Unmarshal`, { target: 1, text: 0, tag }],
  [`${path}.UnmarshalStrict`, { target: 1, text: 0, tag }],
  [`${path}.Decoder.Decode`, { target: 0, tag }],
];

export const FILE_DECODERS: ReadonlyMap<string, FileDecoder> = new Map<string, FileDecoder>([
  ...YAML.flatMap((path) => ofLibrary(path, 'yaml')),
  ...JSON_TAGS.flatMap((path) => ofLibrary(path, 'json')),
  ...JSON_LIBRARIES.flatMap((path) =>
    ofLibrary(path, 'json').map(([name, decoder]) => [name, { ...decoder, mayBeRequest: true }] as const),
  ),
  ...TOML.flatMap((path) => ofLibrary(path, 'toml')),
  ['github.com/BurntSushi/toml.Decode', { target: 1, text: 0, tag: 'toml' }],
  ['github.com/BurntSushi/toml.DecodeFile', { target: 1, path: 0, tag: 'toml' }],
  ['github.com/ilyakaznacheev/cleanenv.ReadConfig', { target: 1, path: 0, tag: 'yaml', tags: CLEANENV_TAGS }],
  ...['Load', 'Configor.Load'].map(
    (name) => [`github.com/jinzhu/configor.${name}`, { target: 0, path: 1, tag: 'yaml' }] as const,
  ),
  ['gopkg.in/ini.MapTo', { target: 0, path: 1, tag: 'ini' }],
  ...['MustLoad', 'Load'].map(
    (name) =>
      [
        `github.com/zeromicro/go-zero/core/conf.${name}`,
        { target: 1, path: 0, tag: 'json', tagHasDefault: true },
      ] as const,
  ),
]);

/** The decoder as it reads a file of that name; null: it takes no keys from it. */
export function decoderOfFile(decoder: FileDecoder, path: string): FileDecoder | null {
  const tag = decoder.tags?.get(/\.(\w+)$/.exec(path)?.[1] ?? '');
  if (tag === null) return null;
  return tag === undefined ? decoder : { ...decoder, tag };
}

/** What these make decodes what they are given. */
export const DECODER_TYPES: readonly (readonly [string, string])[] = [
  ...YAML,
  ...JSON_TAGS,
  ...JSON_LIBRARIES,
  ...TOML,
].map((path) => [`${path}.NewDecoder`, `${path}.Decoder`] as const);

/** Calls that read a whole file, or open it: by their first argument. */
export const FILE_READERS: ReadonlySet<string> = new Set([
  'os.ReadFile',
  'os.Open',
  'os.OpenFile',
  'io/ioutil.ReadFile',
  'github.com/a8m/envsubst.ReadFile',
  'embed.FS.ReadFile',
  'io/fs.ReadFile',
]);
