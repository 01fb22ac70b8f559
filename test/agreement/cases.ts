import type { LintSettings } from '../../src/lint/settings.ts';

/** Small Dockerfiles by what a peer's rule means, labelled by its documentation and not by what any linter says. */
export interface Cases {
  /** The rule, by its own meaning, has something to say about each of these. */
  readonly speaks: readonly string[];
  /** Near misses: the rule must be silent. */
  readonly silent: readonly string[];
  /** Where the peer is wrong and we answer otherwise on purpose; `speaks` is our answer. */
  readonly differs?: readonly { readonly text: string; readonly speaks: boolean; readonly because: string }[];
  /** What the rule needs to be asked at all. */
  readonly settings?: LintSettings;
  readonly ignoreFile?: string;
}

/** By the peer's id. */
export type Agreement = Readonly<Record<string, Cases>>;

/** A file of these lines. */
export function lines(...all: string[]): string {
  return `${all.join('\n')}\n`;
}

/** A stage with a pinned base and these lines. */
export function on(...all: string[]): string {
  return lines('FROM debian:13-slim', ...all);
}

/** One RUN with this shell code. */
export function run(...script: string[]): string {
  return on(`RUN ${script.join('\n')}`);
}

/** The code as a heredoc of RUN. */
export function heredoc(...script: string[]): string {
  return on('RUN <<EOF', ...script, 'EOF');
}
