import { at } from '../../kubernetes/fields.ts';
import type { Field, Located, ManifestFile } from '../../kubernetes/model.ts';
import { bindingOf, roleOf, type Subject, subjectsOf } from '../../kubernetes/rbac/bindings.ts';
import type { Account } from '../../kubernetes/pods/service-accounts.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import { bindingsIn } from './bound-to-another.ts';
import type { Fault, Side } from '../fault.ts';
import { isSlip } from '../variables/misspelt.ts';

/** A subject of a binding that no account is called as, one slip away from an account. */
export interface MisspeltSubject {
  readonly file: ManifestFile;
  readonly written: string;
  readonly name: Field;
  readonly role: Located;
}

/** The subjects that mean an account, and misspell it. */
export function misspeltSubjects(account: Account, workspace: Workspace): readonly MisspeltSubject[] {
  return bindingsIn(account.namespace, workspace).flatMap((binding) => {
    const { file, manifest } = binding;
    const read = bindingOf(manifest);
    const role = read && roleOf(read, workspace);
    if (!role || workspace.mayBePatched(binding, ['subjects', 'roleRef'])) return [];
    return read.subjects.flatMap((subject): MisspeltSubject[] => {
      const name = at(subject.field, 'name');
      return name && isMisspelt(subject, account.name, workspace) ? [{ file, written: subject.name, name, role }] : [];
    });
  });
}

/** The accounts in the namespace of a subject that it misspells. */
export function accountsMisspeltIn({ manifest }: Located, workspace: Workspace): Located[] {
  return subjectsOf(manifest).flatMap((subject) =>
    workspace
      .inNamespace('ServiceAccount', subject.namespace ?? manifest.namespace)
      .filter((account) => isMisspelt(subject, account.manifest.name, workspace)),
  );
}

function isMisspelt({ kind, name }: Subject, account: string, workspace: Workspace): boolean {
  const isHere = workspace.named('ServiceAccount', name).length > 0;
  return kind === 'ServiceAccount' && name !== '' && !isHere && isSlip(wordsOf(name), wordsOf(account));
}

function wordsOf(name: string): string {
  return name.replaceAll(/[-.]/g, '_');
}

/** `calls`: what the role behind the subject allows, and no other role of the account. */
export function subjectFault(
  { file, written, name }: MisspeltSubject,
  account: Account,
  calls: readonly Side[],
): Fault {
  const { start, end } = name;
  return {
    sides: [
      { file: file.file, start, end, message: ['No ServiceAccount is called `{0}`, but `{1}`', written, account.name] },
      ...calls,
    ],
    repairs: [
      {
        title: ['Change to `{0}`', account.name],
        changes: [{ file: file.file, edits: [{ start, end, text: account.name }] }],
      },
    ],
  };
}
