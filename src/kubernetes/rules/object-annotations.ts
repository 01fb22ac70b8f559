import { at, textMap } from '../fields.ts';
import { objectPlace } from '../object-place.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { isWanted, type Wanted, wantedOf } from '../references/wanted-keys.ts';
import { objectRule } from '../rule-kinds.ts';

const WITH_ADDRESS: Wanted = [['email', /[a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+\.[a-zA-Z0-9-.]+/]];

export const objectAnnotations = objectRule({
  id: 'object-annotations',
  kinds: 'pods',
  title: 'Annotate workloads as agreed',
  severity: 'info',
  off: true,
  aliases: ['kube-linter:required-annotation-email'],
  why: 'Annotations such as an address tell whom to call about a workload. Which there must be says the option `annotations`: a map of names to regular expressions that the whole value must match, or to nothing; without it `email` with an address is asked for.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata: { name: «web» }\nspec: { containers: [] }\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, annotations: { email: ops@example.com } }\nspec: { containers: [] }\n',
    },
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata: { name: «web», annotations: { team: x } }\nspec: { containers: [] }\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, annotations: { team: shop } }\nspec: { containers: [] }\n',
      options: { annotations: { team: 'shop|search' } },
    },
  ],
  *check({ manifest, pod }, { annotations }) {
    if (!pod) return;
    const own = textMap(at(manifest.root, 'metadata', 'annotations'));
    const aliases = annotations === undefined ? heardOf(manifest, objectAnnotations.aliases) : [];
    for (const [key, pattern] of wantedOf(annotations, WITH_ADDRESS)) {
      const value = own.get(key);
      if (isWanted(value, pattern)) continue;
      yield {
        ...objectPlace(manifest),
        message:
          value === undefined
            ? ['`{0}` has no annotation `{1}`', manifest.name, key]
            : ['The annotation `{0}` of `{1}` is not as agreed', key, manifest.name],
        aliases,
      };
    }
  },
});
