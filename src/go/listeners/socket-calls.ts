import { always, lastNames, type ListenCall } from './listen-call.ts';

const FASTHTTP = 'github.com/valyala/fasthttp';
const OTEL = 'go.opentelemetry.io/collector/config';

/** Calls that open a socket which something else serves. */
export const SOCKET_CALLS: ReadonlyMap<string, ListenCall> = new Map<string, ListenCall>([
  ['net.Listen', { protocol: 'tcp', network: 0, address: 1 }],
  ['net.ListenTCP', { protocol: 'tcp', network: 0, address: 1 }],
  ['net.ListenPacket', { protocol: 'udp', network: 0, address: 1 }],
  ['net.ListenUDP', { protocol: 'udp', network: 0, address: 1 }],
  ['net.ListenMulticastUDP', { protocol: 'udp', network: 0, address: 2 }],
  ['net.ListenConfig.Listen', { protocol: 'tcp', network: 1, address: 2 }],
  ['net.ListenConfig.ListenPacket', { protocol: 'udp', network: 1, address: 2 }],
  ['crypto/tls.Listen', { protocol: 'https', network: 0, address: 1 }],
  ['golang.org/x/crypto/acme/autocert.NewListener', { protocol: 'https', fallback: always(':443') }],
  ['golang.org/x/crypto/acme/autocert.Manager.Listener', { protocol: 'https', fallback: always(':443') }],
  [`${FASTHTTP}/reuseport.Listen`, { protocol: 'tcp', network: 0, address: 1 }],
  ['github.com/libp2p/go-reuseport.Listen', { protocol: 'tcp', network: 0, address: 1 }],
  ['github.com/libp2p/go-reuseport.ListenPacket', { protocol: 'udp', network: 0, address: 1 }],
  ['github.com/kavu/go_reuseport.Listen', { protocol: 'tcp', network: 0, address: 1 }],
  ['github.com/kavu/go_reuseport.NewReusablePortListener', { protocol: 'tcp', network: 0, address: 1 }],
  ['github.com/cloudflare/tableflip.Upgrader.Listen', { protocol: 'tcp', network: 0, address: 1 }],
  ['github.com/cloudflare/tableflip.Fds.Listen', { protocol: 'tcp', network: 0, address: 1 }],
  ['github.com/ory/x/networkx.MakeListener', { protocol: 'tcp', address: 0 }],
  ['github.com/quic-go/quic-go.ListenAddr', { protocol: 'udp', address: 0 }],
  ['github.com/quic-go/quic-go.ListenAddrEarly', { protocol: 'udp', address: 0 }],
  ['google.golang.org/grpc/test/bufconn.Listen', { protocol: 'tcp', withinProcess: true }],
  [`${FASTHTTP}/fasthttputil.NewInmemoryListener`, { protocol: 'tcp', withinProcess: true }],
  // Configurations of the OpenTelemetry Collector's libraries.
  [`${OTEL}/confighttp.ServerConfig.ToListener`, { protocol: 'http', server: 'receiver', field: 'Endpoint' }],
  [`${OTEL}/confignet.AddrConfig.Listen`, { protocol: 'tcp', server: 'receiver', field: 'Endpoint' }],
  [`${OTEL}/confignet.TCPAddrConfig.Listen`, { protocol: 'tcp', server: 'receiver', field: 'Endpoint' }],
  ['github.com/pion/dtls.Listen', { protocol: 'udp', network: 0, address: 1 }],
  ['github.com/pion/dtls.ListenWithOptions', { protocol: 'udp', network: 0, address: 1 }],
  ['github.com/xtaci/kcp-go.Listen', { protocol: 'udp', address: 0 }],
  ['github.com/xtaci/kcp-go.ListenWithOptions', { protocol: 'udp', address: 0 }],
]);

/** Last names of all of them, to look calls up by. */
export const SOCKET_NAMES: readonly string[] = lastNames(SOCKET_CALLS);
