import type { Program } from '../../go/project.ts';
import type { EffectiveListener } from './effective-listener.ts';

/** Libraries that open sockets of their own, on ports that the reader of Go does not look for in them. */
const SERVERS = new RegExp(
  `^(?:${[
    String.raw`github\.com/(?:hashicorp/(?:raft|serf|memberlist|consul/agent|go-plugin)|google/gops|fclairamb/ftpserverlib|goftp/server)`,
    String.raw`github\.com/(?:vjeantet/ldapserver|nmcclain/ldap|jimlambrt/gldap|tidwall/evio|smallnest/rpcx|cloudwego/kitex|miekg/dns)`,
    String.raw`github\.com/(?:asim|micro)/go-micro|go-micro\.dev`,
    String.raw`github\.com/(?:pion/(?:turn|stun|ice|webrtc)|plgd-dev/go-coap|quic-go/quic-go|lucas-clemente/quic-go|olric-data/olric|buraksezer/olric)`,
    String.raw`github\.com/(?:dapr/go-sdk/service|cloudevents/sdk-go|GoogleCloudPlatform/functions-framework-go|gosnmp/gosnmp)`,
    String.raw`github\.com/(?:open-telemetry/opamp-go/server|weaveworks/common/server|docker/go-connections/sockets|coreos/go-systemd)`,
    String.raw`github\.com/(?:caddyserver/certmagic|libp2p/go-libp2p|bluenviron/gortsplib|nsqio/nsq|TarsCloud/TarsGo|osrg/gobgp|gogf/gf)`,
    String.raw`github\.com/(?:gobuffalo/buffalo|revel/revel|simonvetter/modbus|gopcua/opcua|tbrandon/mbserver|cloudflare/tableflip|lesismal/\w+)`,
    String.raw`go\.etcd\.io/etcd/(?:server|embed)|tailscale\.com/tsnet|dubbo\.apache\.org|trpc\.group|go\.uber\.org/yarpc|goa\.design|encore\.dev`,
  ].join('|')})(?:/|$)`,
);

/** A listener that nobody knows the port of, where a library may open one: what is known of the others is not all. */
export function unreadServer({ libraries, main }: Program): readonly EffectiveListener[] {
  if (!libraries.some((library) => SERVERS.test(library))) return [];
  const open = { port: null, bind: null } as const;
  return [{ listener: { ...main, ...open, protocol: null, configuredBy: [], certainty: 'unknown' }, ...open }];
}
