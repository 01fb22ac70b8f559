import { at, items, textAt } from '../fields.ts';
import { removeField } from '../edit.ts';
import type { Field } from '../model.ts';
import { heardOfContainer } from '../peers/container-aliases.ts';
import { containerRule } from '../rule-kinds.ts';

const PEERS = {
  every: ['kube-linter:duplicate-env-var', 'kube-score:environment-variable-key-duplication'],
  main: ['kubescape:C-0295'],
};

export const duplicateEnv = containerRule({
  id: 'duplicate-env',
  title: 'Set each variable once',
  severity: 'warning',
  aliases: [...PEERS.every, ...PEERS.main],
  why: 'Of two variables with one name the later counts, so the earlier says something that is not true. Tools that merge lists by name (`kubectl apply`, kustomize) may keep the other one.',
  examples: [
    {
      bad: 'name: app\nenv:\n  - name: LOG\n    value: info\n  - name: «LOG»\n    value: debug\n',
      good: 'name: app\nenv:\n  - name: LOG\n    value: debug\n',
      fixed: true,
    },
    {
      bad: 'name: app\nenv: [{ name: A, value: x }, { name: B, value: $(A) }, { name: «A», value: y }]\n',
      good: 'name: app\nenv: [{ name: A, value: x }, { name: B, value: y }]\n',
    },
  ],
  *check({ container, manifest, file }) {
    const list = items(at(container.field, 'env'));
    if (list.length < 2) return;
    const first = new Map<string, number>();
    for (const [index, variable] of list.entries()) {
      const name = at(variable, 'name');
      const text = textAt(name);
      if (!name || text === undefined) continue;
      const before = first.get(text);
      first.set(text, index);
      if (before === undefined) continue;
      // A variable between the two may be made of the earlier one.
      const isUsed = list.slice(before, index + 1).some((one) => mentions(one, text));
      const edit = isUsed ? undefined : removeField(file.text, container.field, ['env', before]);
      yield {
        start: name.start,
        end: name.end,
        message: ['`{0}` is set twice in `{1}`; this one counts', text, container.name],
        aliases: heardOfContainer(manifest, container, PEERS),
        fixes: edit ? [{ title: ['Remove the one that does not count'], safe: true, edits: [edit] }] : [],
      };
    }
  },
});

function mentions(variable: Field, name: string): boolean {
  return (textAt(variable, 'value') ?? '').includes(`$(${name})`);
}
