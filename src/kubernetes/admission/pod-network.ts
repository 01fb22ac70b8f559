import { at, entry, items } from '../fields.ts';
import type { Field } from '../model.ts';
import { fault, type Faults, keyPlace, oneOf } from './faults.ts';
import { isDnsSubdomain } from './formats.ts';
import { ipFault } from './ip.ts';
import { textIn, textsIn } from './reading.ts';

const MOST_SERVERS = 3;
const MOST_SEARCHES = 32;

/** How a pod finds others by name. */
export function* podNetworkFaults(spec: Field, target: number): Faults {
  yield* oneOf(spec, 'dnsPolicy', ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None']);
  const config = at(spec, 'dnsConfig');
  const servers = entry(config, 'nameservers');
  const count = items(servers?.value).length;
  const policy = textIn(spec, 'dnsPolicy');
  if (policy?.value === 'None' && count === 0)
    yield fault(policy, ['`dnsPolicy: None` needs `dnsConfig` with at least one of `nameservers`']);
  if (servers && count > MOST_SERVERS)
    yield fault(keyPlace(servers), ['`{0}` may have at most {1} entries', 'nameservers', MOST_SERVERS]);
  for (const server of textsIn(servers?.value)) yield* ipFault(server, target);
  const searches = entry(config, 'searches');
  if (searches && items(searches.value).length > MOST_SEARCHES)
    yield fault(keyPlace(searches), ['`{0}` may have at most {1} entries', 'searches', MOST_SEARCHES]);
  for (const search of textsIn(searches?.value)) {
    const name = search.value.replace(/\.$/, '');
    // Underscores came with 1.33.
    const plain = target >= 33 ? name.replaceAll('_', 'x') : name;
    if (!(target >= 33 && search.value === '.') && !isDnsSubdomain(plain))
      yield fault(search, ['`{0}` is no valid domain', search.value]);
  }
  for (const alias of items(at(spec, 'hostAliases'))) {
    const ip = textIn(alias, 'ip');
    if (ip) yield* ipFault(ip, target);
    for (const name of textsIn(alias, 'hostnames'))
      if (!isDnsSubdomain(name.value)) yield fault(name, ['`{0}` is no valid host name', name.value]);
  }
}
