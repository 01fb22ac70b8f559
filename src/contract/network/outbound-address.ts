import { SCHEME_PORTS } from '../../go/libraries/dependencies.ts';

/** Where a setting says that another server is. */
export interface OutboundAddress {
  readonly scheme: string | null;
  readonly host: string;
  /** Null where none is written and the scheme has none. */
  readonly port: number | null;
  /** The port stands in the text; else it is that of the scheme. */
  readonly isWritten: boolean;
  /** Where the host stands in the text. */
  readonly start: number;
}

/**
 * `postgres://user:word@db:5432/shop`, `db:5432`, `user:word@tcp(db:3306)/shop`, `host=db port=5432 user=…`, or a host
 * alone; of a list the first. Null where the text is none of these.
 */
export function outboundAddress(text: string): OutboundAddress | null {
  if (text.length > 2000 || text.includes('\n')) return null;
  const keyed = /(?:^|\s)host=(\S+)/.exec(text);
  if (keyed?.[1] !== undefined) {
    const port = /(?:^|\s)port=(\d{1,5})(?:\s|$)/.exec(text)?.[1];
    return address(null, keyed[1], port ?? '5432', keyed.index + keyed[0].length - keyed[1].length);
  }
  const match =
    /^(?:([a-z][a-z\d+.-]*):\/\/)?(?:[^@\s/]*@)?(?:tcp\()?(\[[\da-f:]+\]|[\w.-]+)(?::(\d{1,5}))?(?:[/?,)#]|$)/i.exec(
      text,
    );
  if (!match) return null;
  const [whole, scheme, host = '', port] = match;
  const behind = (port === undefined ? 0 : port.length + 1) + (/[/?,)#]$/.test(whole) ? 1 : 0);
  return address(scheme ?? null, host, port, whole.length - behind - host.length);
}

function address(scheme: string | null, host: string, port: string | undefined, start: number): OutboundAddress | null {
  const number = port === undefined ? (SCHEME_PORTS[scheme?.toLowerCase() ?? ''] ?? null) : Number(port);
  const isWritten = port !== undefined;
  return number !== null && (number < 1 || number > 65_535) ? null : { scheme, host, port: number, isWritten, start };
}

/** A setting of such a name says where others find the program itself, or whom it trusts: nothing it connects to. */
export function isOwnName(name: string): boolean {
  return /(?:^|_)(?:PUBLIC|EXTERNAL|BASE|ROOT|SITE|CALLBACK|REDIRECT|ORIGINS?|CORS|ALLOWED|TRUSTED|COOKIE|DOMAIN|ISSUER)(?:_|$)/i.test(
    name,
  );
}

/** The same of a setting; null of what is put together elsewhere, too. */
export function addressIn(text: string | null | undefined): OutboundAddress | null {
  return typeof text === 'string' && !text.includes('$') ? outboundAddress(text) : null;
}

/** `localhost:5432`, without what may be secret in the rest of the text. */
export function shownAddress({ host, port }: OutboundAddress): string {
  return port === null ? host : `${host}:${port}`;
}
