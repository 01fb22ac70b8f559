/** What is hinted at in manifests, each with a switch of its own. */
export type HintFamily = 'secretSizes' | 'references' | 'namespaces';

export const HINT_FAMILIES: Readonly<Record<HintFamily, true>> = {
  secretSizes: true,
  references: true,
  namespaces: true,
};
