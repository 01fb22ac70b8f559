import type { EnvType, Place } from './project.ts';

/** All that a program takes from its one configuration file. */
export interface Configuration extends Place {
  /** As the program opens it; null: settings name it, or nobody knows here. */
  readonly path: string | null;
  /** Settings that name it, `flag:config`. */
  readonly configuredBy: readonly string[];
  /** Where the file has a key that it does not take, it ends. */
  readonly isStrict?: true;
  /** It finds keys whatever their case. */
  readonly ignoresCase?: true;
  /** Numbers and switches may be texts in quotes. */
  readonly parsesTexts?: true;
  readonly keys: readonly ConfigurationKey[];
}

export interface ConfigurationKey extends Place {
  readonly name: string;
  readonly value: ConfigurationValue;
}

/** What may stand behind a key; `open`: anything, or nobody knows; the type of a text as in EnvVariable.type. */
export type ConfigurationValue =
  | { readonly kind: 'open' }
  | { readonly kind: 'text'; readonly type?: EnvType }
  | { readonly kind: 'section'; readonly keys: readonly ConfigurationKey[] }
  | { readonly kind: 'list' | 'table'; readonly of: ConfigurationValue };
