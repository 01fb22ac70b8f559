/** What the libraries that keep a configuration file as a document of their own return, and how it is loaded. */

export const INI_LIBRARIES = ['gopkg.in/ini', 'github.com/go-ini/ini'];
export const INI_LOADS = ['Load', 'LooseLoad', 'InsensitiveLoad', 'ShadowLoad'];

const TOML = 'github.com/pelletier/go-toml';
export const TOML_LOADS = ['Load', 'LoadBytes', 'LoadFile', 'LoadReader', 'TreeFromMap'];

export const DOCUMENT_TYPES: readonly (readonly [string, string])[] = [
  ...INI_LIBRARIES.flatMap((path) => [
    ...[...INI_LOADS, 'LoadSources'].map((name) => [`${path}.${name}`, `${path}.File`] as const),
    ...['Section', 'GetSection', 'NewSection'].map((name) => [`${path}.File.${name}`, `${path}.Section`] as const),
    ...['Key', 'GetKey'].map((name) => [`${path}.Section.${name}`, `${path}.Key`] as const),
  ]),
  ...TOML_LOADS.map((name) => [`${TOML}.${name}`, `${TOML}.Tree`] as const),
];
