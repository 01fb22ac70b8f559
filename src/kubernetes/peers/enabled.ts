import type { Level, LintSettings, RuleSetting } from '../../lint/settings.ts';
import { textAt } from '../fields.ts';
import type { Manifest } from '../model.ts';
import type { PodSpecView } from '../pods/workloads.ts';

const KEY = 'kube-score/enable';

/** Settings of one object: `kube-score/enable` on it, or on its pods, asks for tests that are off by default. */
export function settingsOf(manifest: Manifest, pod: PodSpecView | undefined, settings: LintSettings): LintSettings {
  const own = textAt(manifest.root, 'metadata', 'annotations', KEY);
  const ofPods = textAt(pod?.metadata, 'annotations', KEY);
  const { ids } = settings;
  if (!ids || (own === undefined && ofPods === undefined)) return settings;
  const rules: Record<string, RuleSetting> = { ...settings.rules };
  for (const id of new Set(`${own ?? ''},${ofPods ?? ''}`.split(',').map((one) => one.trim()))) {
    for (const rule of id === '' ? [] : ids.rules('kube-score', id)) {
      // What the configuration says of it stays the last word.
      if (rules[rule]?.severity !== undefined) continue;
      const aliases = new Map<string, Level>([...(rules[rule]?.aliases ?? []), [`kube-score:${id}`, 'on']]);
      rules[rule] = { ...rules[rule], aliases };
    }
  }
  return { ...settings, rules };
}
