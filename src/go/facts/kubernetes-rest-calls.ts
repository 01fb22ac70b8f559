import type { LinkedCode } from '../code/linked-code.ts';
import { placeOf } from '../syntax/source-file.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import type { FoundCall } from './kubernetes-library-calls.ts';

const LONGEST_CHAIN = 12;

/** `client.CoreV1().RESTClient().Post().Resource("pods").….SubResource("exec")`, which no method of a typed client asks for. */
export function* restCalls(code: LinkedCode): Generator<FoundCall> {
  for (const { expression, site } of code.calls('SubResource')) {
    const [part, more] = expression.args;
    if (part?.kind !== 'string' || more) continue;
    const chain = chainOf(expression);
    const isCore = ['Post', 'RESTClient', 'CoreV1'].every((name) => chain.has(name));
    const [resource] = chain.get('Resource')?.args ?? [];
    if (!isCore || resource?.kind !== 'string') continue;
    const asked = { verb: 'create', group: '', resource: `${resource.value}/${part.value}` };
    yield { ...asked, ...placeOf(site.file, expression), site };
  }
}

/** The calls that a call is chained to, by their names. */
function chainOf(call: Call): ReadonlyMap<string, Call> {
  const found = new Map<string, Call>();
  let at: Expression = call;
  while (at.kind === 'call' && at.callee.kind === 'select' && found.size < LONGEST_CHAIN) {
    found.set(at.callee.name, at);
    at = at.callee.operand;
  }
  return found;
}
