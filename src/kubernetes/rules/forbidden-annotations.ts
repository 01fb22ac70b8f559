import { at, entries, textAt } from '../fields.ts';
import { isPlain, strings } from '../plain.ts';
import { objectRule } from '../rule-kinds.ts';
import { isWanted, wantedOf } from '../references/wanted-keys.ts';

export const forbiddenAnnotations = objectRule({
  id: 'forbidden-annotations',
  title: 'Leave out annotations that are not allowed',
  severity: 'warning',
  aliases: [],
  why: 'Some annotations give rights or skip controls (an open load balancer, say). Which are forbidden says the option `annotations`: a list of names, or a map of names to regular expressions of the values that are forbidden; without it this rule is silent.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  annotations:\n    «example.com/open»: "true"\n',
      good: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n',
      options: { annotations: ['example.com/open'] },
    },
    {
      bad: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  annotations: { «example.com/open»: "true" }\n',
      good: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  annotations: { example.com/open: "false" }\n',
      options: { annotations: { 'example.com/open': 'true' } },
    },
  ],
  *check({ manifest }, { annotations }) {
    if (!isPlain(annotations) && !Array.isArray(annotations)) return;
    const forbidden = new Map(
      wantedOf(
        annotations,
        strings(annotations).map((key) => [key, undefined] as const),
      ),
    );
    for (const { key, keyRange, value } of entries(at(manifest.root, 'metadata', 'annotations'))) {
      if (!forbidden.has(key) || !isWanted(textAt(value) ?? '', forbidden.get(key))) continue;
      yield { start: keyRange.start, end: keyRange.end, message: ['The annotation `{0}` is not allowed here', key] };
    }
  },
});
