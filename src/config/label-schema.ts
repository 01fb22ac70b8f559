/** Types of label values, named as hadolint names them. */
export const LABEL_TYPES = ['text', 'url', 'email', 'semver', 'rfc3339', 'hash', 'spdx'] as const;
export type LabelType = (typeof LABEL_TYPES)[number];

/** The labels that an image must have, and of which type their values are. */
export type LabelSchema = Readonly<Record<string, LabelType>>;

export function isLabelType(text: string): text is LabelType {
  return (LABEL_TYPES as readonly string[]).includes(text);
}
