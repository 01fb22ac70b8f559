import { type Context, originOf } from '../code/context.ts';
import { isKnown } from '../values/setting.ts';
import { contextAt } from '../values/solver.ts';
import { valueOf } from '../values/values.ts';
import type { KubernetesCall } from '../project.ts';
import { type Call, elementNamed, type Expression } from '../syntax/syntax.ts';

type Asked = Pick<KubernetesCall, 'group' | 'resource'>;

/** Of `client.Resource(resource).Namespace(namespace).List` what the resource is, where the source says it in one value. */
export function dynamicallyAsked(callee: Expression, { code, site }: Pick<Context, 'code' | 'site'>): Asked | null {
  const chain = chainOf(callee);
  const [value, more] = chain?.resource.args ?? [];
  if (!value || more) return null;
  const context = contextAt(code, site);
  const text = (name: string) => {
    const found = valueOf({ kind: 'select', operand: value, name, start: value.start, end: value.end }, context, 0);
    return isKnown(found) && found.by.length === 0 ? found.text : '';
  };
  const [group, resource] = [text('Group'), text('Resource')];
  // The core group is written as an empty text, or not at all.
  if (resource === '' || (group === '' && !isOfCore(value, context))) return null;
  return { group, resource };
}

/** Whether `client.Resource(resource).List` is about all namespaces. */
export function isDynamicForAll(verb: string, callee: Expression): boolean {
  return chainOf(callee)?.namespace === null && /^(?:list|watch|deletecollection)$/.test(verb);
}

function isOfCore(value: Expression, context: Context): boolean {
  const made = originOf(value, context)?.expression;
  if (made?.kind !== 'composite' || made.elements.some(({ key }) => key === null)) return false;
  const group = elementNamed(made, 'Group');
  return group === undefined || (group.kind === 'string' && group.value === '');
}

function chainOf(callee: Expression): { readonly resource: Call; readonly namespace: Call | null } | null {
  if (callee.kind !== 'select') return null;
  const namespace = callOf(callee.operand, 'Namespace');
  const client = namespace?.callee.kind === 'select' ? namespace.callee.operand : callee.operand;
  const resource = callOf(client, 'Resource');
  return resource && { resource, namespace };
}

function callOf(expression: Expression, method: string): Call | null {
  const isCalled =
    expression.kind === 'call' && expression.callee.kind === 'select' && expression.callee.name === method;
  return isCalled ? expression : null;
}
