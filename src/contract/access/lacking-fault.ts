import type { KubernetesCall } from '../../go/project.ts';
import { appendItem, replaceValue } from '../../kubernetes/edit.ts';
import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Field, Located, MapField } from '../../kubernetes/model.ts';
import type { Account } from '../../kubernetes/pods/service-accounts.ts';
import { folderOf } from '../../kubernetes/paths.ts';
import type { TextEdit } from '../../lint/fix.ts';
import type { Related } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import { type EditIn, editIn, repairOf } from '../changes.ts';
import { type Fault, type Repair, type Side, sideIn } from '../fault.ts';
import { groupBy } from '../group-by.ts';
import type { BoundRole } from './bound-in-one.ts';
import { type Marker, markerBeside } from './rbac-markers.ts';
import { allows, misspeltResource } from './role-allows.ts';

/** Calls about one resource. */
type Same = readonly [KubernetesCall, ...KubernetesCall[]];

interface Asker {
  readonly account: Account;
  readonly bound: readonly BoundRole[];
  readonly markers: readonly Marker[];
  /** The program asks for something in all namespaces. */
  readonly isForAll: boolean;
  /** The file of the workload. */
  readonly file: string;
}

/** Calls by what they are about, the first of each first. */
export function byResource(calls: readonly KubernetesCall[]): Same[] {
  return [...groupBy(calls, (call) => [shownResource(call)]).values()].flatMap(([first, ...more]) =>
    first ? [[first, ...more]] : [],
  );
}

/** What no role of an account allows of one resource, said once for the roles and at the first place of each verb. */
export function lackingFault(calls: Same, asker: Asker): Fault {
  const { account, bound } = asker;
  const roles = bound.map(({ role }) => role);
  const message = refusal(account, calls);
  const [call] = calls;
  const slip = roles.flatMap((role) => slipIn(role, call, message) ?? [])[0];
  const granting = slip?.side ?? inRole(asker, call, message);
  const [source, ...more] = sidesInSource(calls, account);
  return {
    sides: granting ? [granting, source, ...more] : [source, ...more],
    // Without its events a program does its work.
    ...(call.resource === 'events' && { severity: 'warning' }),
    repairs: slip?.repairs ?? repairs(calls, asker),
    related: roles.map(({ file, manifest: { start, end, kind, name } }): Related => ({
      file: file.file,
      start,
      end,
      message: ['{0} `{1}` is bound to it', kind, name],
    })),
  };
}

function sidesInSource(calls: Same, account: Account): [Side, ...Side[]] {
  const said = new Set<string>();
  const firsts = calls.filter(({ verb }) => !said.has(verb) && said.add(verb));
  const places = [...groupBy(firsts, ({ file, start }) => [`${file}:${start}`]).values()];
  const [first = sideIn(calls[0], refusal(account, calls)), ...more] = places.flatMap((same) =>
    same[0] ? [sideIn(same[0], refusal(account, same))] : [],
  );
  return [first, ...more];
}

export function refusal({ name }: Account, calls: readonly KubernetesCall[]): Message {
  const verbs = [...new Set(calls.map(({ verb }) => verb))].join(', ');
  return ['No role of ServiceAccount `{0}` allows to {1} `{2}`', name, verbs, calls[0] ? shownResource(calls[0]) : ''];
}

function shownResource({ group, resource }: KubernetesCall): string {
  return group === '' ? resource : `${resource}.${group}`;
}

/** A resource that is misspelt, and what is meant. */
function slipIn(role: Located, call: KubernetesCall, message: Message): { side: Side; repairs: Repair[] } | undefined {
  const item = misspeltResource(role, call);
  if (!item) return undefined;
  const { file } = role;
  const { start, end } = item;
  const edit = replaceValue(file.text, item, call.resource);
  return {
    side: { file: file.file, start, end, message },
    repairs: repairOf(['Change to `{0}`', call.resource], [editIn(file.file, edit)]),
  };
}

/** What a rule about the resource lacks; of roles without one, the role that would have it. */
function inRole(asker: Asker, { resource, verb }: KubernetesCall, message: Message): Side | undefined {
  const near = asker.bound
    .map(({ role }) => role)
    .flatMap(({ file, manifest }) =>
      items(at(manifest.root, 'rules')).flatMap((rule) => {
        const has = (key: string, wanted: string) => items(at(rule, key)).some((item) => textAt(item) === wanted);
        const part = has('resources', resource) ? at(rule, has('verbs', verb) ? 'apiGroups' : 'verbs') : undefined;
        return part ? [{ file, part }] : [];
      }),
    );
  const likely = likeliest(asker, resource);
  const name = likely && at(likely.manifest.root, 'metadata', 'name');
  const [first] = near.length > 0 || !likely || !name ? near : [{ file: likely.file, part: name }];
  return first && { file: first.file.file, start: first.part.start, end: first.part.end, message };
}

/** All verbs that lack of the resource: where a rule is about it alone, else in a rule of their own; and where roles are made of comments, such a one. */
function repairs(calls: Same, asker: Asker): Repair[] {
  const { bound, markers } = asker;
  const [call] = calls;
  const own = bound.flatMap(({ role }) => {
    const [rule] = items(at(role.manifest.root, 'rules')).filter((one) => isAbout(one, call));
    return rule ? [{ role, rule }] : [];
  })[0];
  const role = own?.role ?? likeliest(asker, call.resource);
  if (!role) return [];
  const { file, manifest } = role;
  const { group, resource } = call;
  const wanted = calls.flatMap(({ verb, instead = [] }) => [verb, ...instead]);
  const verbs = [...new Set(wanted)].filter((verb) => !allows(role, { ...call, verb }));
  const edit =
    own?.rule.kind === 'map'
      ? appendVerbs(file.text, own.rule, verbs)
      : appendItem(file.text, manifest.root, ['rules'], { apiGroups: [group], resources: [resource], verbs });
  const marker = markerBeside(markers, call, verbs);
  const edits: (EditIn | undefined)[] = [editIn(file.file, edit), ...(marker ? [marker] : [])];
  const { kind, name } = manifest;
  return repairOf(['Allow to {0} `{1}` in {2} `{3}`', verbs.join(', '), shownResource(call), kind, name], edits);
}

/** A program that looks at all namespaces has a role for them, and others for what it keeps in its own; the one beside its workload is its own. */
function likeliest({ bound, isForAll, file }: Asker, resource: string): Located | undefined {
  const wanted = isForAll && resource !== 'leases' ? 'ClusterRole' : 'Role';
  const fitting = bound.filter(({ role }) => role.manifest.kind === wanted);
  const isBeside = ({ role }: BoundRole) => folderOf(role.file.file) === folderOf(file);
  return (fitting.find(isBeside) ?? fitting[0] ?? bound.find(isBeside) ?? bound[0])?.role;
}

/** All of them stand behind the last one that is there. */
function appendVerbs(text: string, rule: MapField, verbs: readonly string[]): TextEdit | undefined {
  const edits = verbs.flatMap((verb) => appendItem(text, rule, ['verbs'], verb) ?? []);
  const [first] = edits;
  return first && { ...first, text: edits.map((edit) => edit.text).join('') };
}

/** Whether a rule allows something of this resource, and of nothing else. */
function isAbout(rule: Field, { group, resource }: KubernetesCall): boolean {
  const texts = (key: string) => items(at(rule, key)).map((item) => textAt(item) ?? '');
  const isOnly = (key: string, wanted: string) => {
    const [first, second] = texts(key);
    return first === wanted && second === undefined;
  };
  return (
    isOnly('resources', resource) &&
    isOnly('apiGroups', group) &&
    texts('verbs').length > 0 &&
    !at(rule, 'resourceNames')
  );
}
