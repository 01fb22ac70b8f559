import type { Range, RuleInfo, Severity } from '../lint/rule.ts';

/** A rule that users write themselves, as their configuration says it. */
export interface CustomRule {
  readonly id: string;
  /** `kube-linter:name` for a check of kube-linter's users. */
  readonly aliases: readonly string[];
  /** Kinds of objects that it is asked about; absent: all. */
  readonly kinds?: readonly string[];
  readonly severity: Severity;
  /** What is said of an object that breaks it; absent: what the check itself finds. */
  readonly message?: string;
  readonly check: CustomCheck;
  /** The configuration file it stands in. */
  readonly file: string;
}

export type CustomCheck =
  | {
      readonly form: 'cel';
      readonly expression: string;
      /** Where the expression stands in the file, and whether its characters stand there one by one. */
      readonly at: Range;
      readonly isPlain: boolean;
      /** `true`: the object is fine where the expression says true; `text`: where it says nothing. */
      readonly fine: 'true' | 'text';
    }
  | { readonly form: 'template'; readonly template: string; readonly parameters: Readonly<Record<string, unknown>> };

/** What is known of a user's own rule wherever ids are looked up. */
export function infoOf({ id, aliases, severity, message }: CustomRule): RuleInfo {
  return { id, title: message ?? id, severity, aliases, why: message ?? '', examples: [], exampleOf: 'manifest' };
}
