import type { Context } from '../code/context.ts';
import { isKnown } from '../values/setting.ts';
import { contextAt } from '../values/solver.ts';
import { valueOf } from '../values/values.ts';
import type { KubernetesCall } from '../project.ts';
import type { Call, Expression } from '../syntax/syntax.ts';

type Asked = Pick<KubernetesCall, 'group' | 'resource'>;

/** Of `client.Resource(resource).Namespace(namespace).List` what the resource is, where the source says it in one value. */
export function dynamicallyAsked(callee: Expression, { code, site }: Pick<Context, 'code' | 'site'>): Asked | null {
  const chain = callee.kind === 'select' ? callOf(callee.operand, 'Namespace') : null;
  const client = chain?.callee.kind === 'select' ? chain.callee.operand : callee.kind === 'select' && callee.operand;
  const [value, more] = (client ? callOf(client, 'Resource') : null)?.args ?? [];
  if (!value || more) return null;
  const context = contextAt(code, site);
  const text = (name: string) => {
    const found = valueOf({ kind: 'select', operand: value, name, start: value.start, end: value.end }, context, 0);
    return isKnown(found) && found.by.length === 0 ? found.text : '';
  };
  const [group, resource] = [text('Group'), text('Resource')];
  // The core group is written as an empty text, or not at all.
  return group === '' || resource === '' ? null : { group, resource };
}

function callOf(expression: Expression, method: string): Call | null {
  const isCalled =
    expression.kind === 'call' && expression.callee.kind === 'select' && expression.callee.name === method;
  return isCalled ? expression : null;
}
