import { readAddress } from '../listeners/address.ts';
import { evaluate } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { HealthRoute } from '../answers.ts';
import { isKnown } from '../values/setting.ts';
import { contextAt } from '../values/solver.ts';
import { placeOf } from '../syntax/source-file.ts';
import { elementNamed } from '../syntax/syntax.ts';
import { calleeName, typeOf } from '../code/types.ts';

const RUNTIME = 'sigs.k8s.io/controller-runtime';
const OPTIONS = `${RUNTIME}/pkg/manager.Options`;
/** Adds both checks. */
const BOTH = 'github.com/fluxcd/pkg/runtime/probes.SetupChecks';
const CHECKS = [
  { method: 'AddHealthzCheck', field: 'LivenessEndpointName', path: '/healthz', purpose: 'liveness' },
  { method: 'AddReadyzCheck', field: 'ReadinessEndpointName', path: '/readyz', purpose: 'readiness' },
] as const;

/** controller-runtime's manager: a check that is added, on the address of its options. Without an address there is none. */
export function findManagerHealth(code: LinkedCode): HealthRoute[] {
  if (![...code.externals].some((path) => path.startsWith(RUNTIME))) return [];
  const options = code.composites().filter(({ expression, site }) => typeOf(code, expression, site) === OPTIONS);
  const set = (name: string) => {
    for (const { expression, site } of options) {
      const value = elementNamed(expression, name);
      if (value) return evaluate(value, contextAt(code, site));
    }
    const [assigned] = code
      .fieldAssignments(name)
      .filter(({ target, site }) => typeOf(code, target.operand, site) === OPTIONS);
    return assigned ? evaluate(assigned.expression, contextAt(code, assigned.site)) : null;
  };
  const address = set('HealthProbeBindAddress');
  if (address && (address.text === '0' || (address.text === '' && address.by.length === 0))) return [];
  const { port, certainty } = address ? readAddress(address) : { port: null, certainty: 'unknown' as const };
  const both = code.calls('SetupChecks').find((use) => calleeName(code, use.expression.callee, use.site) === BOTH);
  return CHECKS.flatMap(({ method, field, path, purpose }): HealthRoute[] => {
    const added = code.calls(method)[0] ?? both;
    if (!added) return [];
    const { expression, site } = added;
    const named = set(field);
    // A setting without a default leaves the manager its own.
    const asked = named && isKnown(named) && named.text !== '' ? named.text : path;
    const common = { ...placeOf(site.file, expression), path: asked, protocol: 'http', port, purpose } as const;
    const isAlone = port !== null && (!named || isKnown(named));
    return [{ ...common, ...(isAlone && { isAlone }), certainty: certainty === 'default' ? 'default' : 'known' }];
  });
}
