import { DEPENDENCIES } from '../go/dependencies.ts';
import type { Contract } from './contract.ts';
import type { OutboundAddress } from './outbound-address.ts';

const SCHEMES =
  /^(?:postgres(?:ql)?|mysql|mariadb|sqlserver|mongodb(?:\+srv)?|rediss?|valkey|amqps?|nats|kafka|memcached?|clickhouse|cassandra|etcd|ldaps?|smtps?)$/i;

/** Whether it is a database, a queue, or another server that has a Service here. */
export function isServer(name: string, { scheme, port }: OutboundAddress, { workspace }: Contract): boolean {
  if (scheme !== null && SCHEMES.test(scheme)) return true;
  const upper = name.toUpperCase();
  if (DEPENDENCIES.some((kind) => kind.words.test(upper) && (kind.port === port || port === null || scheme === null)))
    return true;
  const service = serviceNamed(name);
  return service !== undefined && workspace.named('Service', service).length > 0;
}

/** `ORDERS_SERVICE_URL` is where `orders` is. */
export function serviceNamed(name: string): string | undefined {
  const [, own] =
    /^(.+?)(?:_(?:SVC|SERVICE|SERVER|API|GRPC|HTTP|BASE))*_(?:URL|URI|ADDR|ADDRESS|HOST|ENDPOINT|TARGET)$/i.exec(
      name,
    ) ?? [];
  return own?.toLowerCase().replaceAll('_', '-');
}
