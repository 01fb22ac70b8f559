import { at, entry } from '../fields.ts';
import type { Field } from '../model.ts';
import { excludes, fault, type Faults, isTwice, keyPlace, oneOf } from './faults.ts';
import { isDnsSubdomain } from './formats.ts';
import { ipFault, parseAddress } from './ip.ts';
import { filled, type Text, textIn, textsIn } from './reading.ts';
import type { Service } from './services.ts';

/** Addresses within the cluster and beyond, or the name that stands for one. */
export function* addressFaults({ spec, type, isHeadless }: Service, target: number): Faults {
  const single = textIn(spec, 'clusterIP');
  const several = textsIn(spec, 'clusterIPs');
  const name = entry(spec, 'externalName');
  if (type === 'ExternalName') {
    const external = textIn(spec, 'externalName');
    const kind = at(spec, 'type');
    if (!name && kind) yield fault(kind, ['`{0}` needs `{1}`', 'type: ExternalName', 'externalName']);
    if (external && !isDnsSubdomain(external.value.replace(/\.$/, '')))
      yield fault(external, ['`{0}` is no valid host name', external.value]);
    for (const key of ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy']) {
      const found = filled(spec, key);
      if (found && !isEmptyText(found.value)) yield fault(keyPlace(found), excludes(key, 'type: ExternalName'));
    }
  } else {
    if (isHeadless && type !== 'ClusterIP')
      yield fault(single ?? several[0] ?? spec, [
        'A Service without address (`clusterIP: None`) can only be of `type: ClusterIP`',
      ]);
    yield* clusterAddressFaults(single, several, target);
  }
  const families = textsIn(spec, 'ipFamilies');
  for (const [index, family] of families.entries()) {
    if (family.value !== 'IPv4' && family.value !== 'IPv6')
      yield fault(family, ['`{0}` is none of {1}', family.value, '`IPv4`, `IPv6`']);
    if (families.findIndex(({ value }) => value === family.value) < index) yield fault(family, isTwice(family.value));
  }
  yield* oneOf(spec, 'ipFamilyPolicy', ['SingleStack', 'PreferDualStack', 'RequireDualStack']);
  for (const ip of textsIn(spec, 'externalIPs')) {
    yield* ipFault(ip, target);
    if (isSpecial(ip.value)) yield fault(ip, ['`{0}` is an address that means nothing to others', ip.value]);
  }
}

function isEmptyText(field: Field): boolean {
  return field.kind === 'scalar' && field.value === '';
}

function* clusterAddressFaults(single: Text | undefined, several: readonly Text[], target: number): Faults {
  for (const ip of [...(single ? [single] : []), ...several])
    if (ip.value !== 'None' && ip.value !== '') yield* ipFault(ip, target);
  const [first, second, third] = several;
  if (single && single.value !== '' && first && first.value !== single.value)
    yield fault(first, ['The first of `clusterIPs` must be the `clusterIP`']);
  if (third) yield fault(third, ['`{0}` may have at most {1} entries', 'clusterIPs', 2]);
  if (
    second &&
    (first?.value === 'None' || parseAddress(first?.value ?? '')?.version === parseAddress(second.value)?.version)
  )
    yield fault(second, ['Two of `clusterIPs` must be one IPv4 and one IPv6']);
}

function isSpecial(text: string): boolean {
  return (
    /^(?:127\.|169\.254\.|224\.0\.0\.)|^0\.0\.0\.0$|^::1?$|^fe[89ab]|^ff02:/i.test(text) &&
    parseAddress(text) !== undefined
  );
}
