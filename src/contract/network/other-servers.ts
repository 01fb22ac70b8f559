import { DEPENDENCIES } from '../../go/libraries/dependencies.ts';
import type { Program } from '../../go/project.ts';
import type { Contract } from '../contract.ts';
import { addressIn, type OutboundAddress } from './outbound-address.ts';

const SCHEMES =
  /^(?:postgres(?:ql)?|mysql|mariadb|sqlserver|mongodb(?:\+srv)?|rediss?|valkey|amqps?|nats|kafka|memcached?|clickhouse|cassandra|etcd|ldaps?|smtps?)$/i;

/** Whether it is a database, a queue, or another server that has a Service here. */
export function isServer(name: string, { scheme, port }: OutboundAddress, { workspace, services }: Contract): boolean {
  if (scheme !== null && SCHEMES.test(scheme)) return true;
  const upper = name.toUpperCase();
  if (DEPENDENCIES.some((kind) => kind.words.test(upper) && (kind.port === port || port === null || scheme === null)))
    return true;
  if (MAIL.test(upper) && (port === null || MAIL_PORTS.has(port))) return true;
  const service = serviceOf(name);
  if (service === undefined) return false;
  const [last = ''] = service.split('-').slice(-1);
  return (
    workspace.named('Service', service).length > 0 ||
    services.some(
      ({ facts }) => facts.name.split('-').includes(last) && facts.ports.some((one) => one.port.value === port),
    )
  );
}

/** The host by which the source itself calls what a variable is about, where nothing sets it: `cart` of `cart:9000`. */
export function hostByDefault(name: string, { env }: Program): string | undefined {
  const address = addressIn(env.find((one) => one.name === name)?.default);
  return address?.isWritten ? address.host : undefined;
}

const MAIL = /(?:^|_)(?:SMTP|MAIL|MAILER)(?:_|$)/;
const MAIL_PORTS: ReadonlySet<number> = new Set([25, 465, 587, 1025, 2525]);

/** What a variable calls the Service that it is about: `ORDERS_SERVICE_URL` is where `orders` is. */
export function serviceOf(name: string): string | undefined {
  const [, own] =
    /^(.+?)(?:_(?:SVC|SERVICE|SERVER|API|GRPC|HTTP|BASE))*_(?:URL|URI|ADDR|ADDRESS|HOST|ENDPOINT|TARGET)$/i.exec(
      name,
    ) ?? [];
  return own?.toLowerCase().replaceAll('_', '-');
}
