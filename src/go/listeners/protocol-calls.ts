import { always, byFlag, type ListenCall, optionsOf } from './listen-call.ts';

/** Calls of libraries that speak something else than HTTP or gRPC, and those of whole servers. */
export const PROTOCOL_CALLS: readonly (readonly [string, ListenCall])[] = [
  ['github.com/miekg/dns.ListenAndServe', { protocol: 'udp', address: 0, network: 1 }],
  ...['github.com/miekg/dns', 'codeberg.org/miekg/dns'].map((path): readonly [string, ListenCall] => [
    `${path}.Server.ListenAndServe`,
    { protocol: 'udp', server: 'receiver', networkField: 'Net' },
  ]),
  ['github.com/gliderlabs/ssh.ListenAndServe', { protocol: 'tcp', address: 0, fallback: always(':22') }],
  ['github.com/gliderlabs/ssh.Server.ListenAndServe', { protocol: 'tcp', server: 'receiver', fallback: always(':22') }],
  ['github.com/gliderlabs/ssh.Server.Serve', { protocol: 'tcp', listener: 0 }],
  [
    'github.com/charmbracelet/ssh.Server.ListenAndServe',
    { protocol: 'tcp', server: 'receiver', fallback: always(':22') },
  ],
  [
    'github.com/charmbracelet/wish.NewServer',
    { protocol: 'tcp', options: optionsOf('github.com/charmbracelet/wish', ['WithAddress']), fallback: always(':22') },
  ],
  [
    'charm.land/wish.NewServer',
    { protocol: 'tcp', options: optionsOf('charm.land/wish', ['WithAddress']), fallback: always(':22') },
  ],
  [
    'github.com/emersion/go-smtp.Server.ListenAndServe',
    { protocol: 'tcp', server: 'receiver', fallback: always(':25') },
  ],
  [
    'github.com/emersion/go-smtp.Server.ListenAndServeTLS',
    { protocol: 'tcp', server: 'receiver', fallback: always(':465') },
  ],
  ['github.com/emersion/go-smtp.Server.Serve', { protocol: 'tcp', listener: 0 }],
  ['github.com/mhale/smtpd.ListenAndServe', { protocol: 'tcp', address: 0 }],
  ['github.com/mhale/smtpd.ListenAndServeTLS', { protocol: 'tcp', address: 0 }],
  ['github.com/mhale/smtpd.Server.ListenAndServe', { protocol: 'tcp', server: 'receiver' }],
  ['github.com/emersion/go-imap/server.Server.ListenAndServe', { protocol: 'tcp', server: 'receiver' }],
  ['github.com/mochi-mqtt/server/listeners.NewTCP', { protocol: 'tcp', server: 0, field: 'Address' }],
  ['github.com/mochi-mqtt/server/listeners.NewWebsocket', { protocol: 'http', server: 0, field: 'Address' }],
  ['github.com/mochi-mqtt/server/listeners.NewHTTPStats', { protocol: 'http', server: 0, field: 'Address' }],
  ['github.com/mochi-mqtt/server/listeners.NewHTTPHealthCheck', { protocol: 'http', server: 0, field: 'Address' }],
  ['github.com/tidwall/redcon.ListenAndServe', { protocol: 'tcp', address: 0 }],
  ['github.com/tidwall/redcon.ListenAndServeTLS', { protocol: 'tcp', address: 0 }],
  ['github.com/vjeantet/ldapserver.Server.ListenAndServe', { protocol: 'tcp', address: 0 }],
  ['github.com/pin/tftp.Server.ListenAndServe', { protocol: 'udp', address: 0 }],
  ['github.com/armon/go-socks5.Server.ListenAndServe', { protocol: 'tcp', network: 0, address: 1 }],
  ['github.com/things-go/go-socks5.Server.ListenAndServe', { protocol: 'tcp', network: 0, address: 1 }],
  ['github.com/mcuadros/go-syslog.Server.ListenUDP', { protocol: 'udp', address: 0 }],
  ['github.com/mcuadros/go-syslog.Server.ListenTCP', { protocol: 'tcp', address: 0 }],
  ['gopkg.in/mcuadros/go-syslog.Server.ListenUDP', { protocol: 'udp', address: 0 }],
  ['gopkg.in/mcuadros/go-syslog.Server.ListenTCP', { protocol: 'tcp', address: 0 }],
  [
    'github.com/hashicorp/memberlist.Create',
    { protocol: 'tcp', server: 0, field: 'BindAddr', portField: 'BindPort', fallback: always(':7946') },
  ],
  ...['NewCloudControllerManagerCommand', 'Run'].map((name): readonly [string, ListenCall] => [
    `k8s.io/cloud-provider/app.${name}`,
    { protocol: 'https', fallback: byFlag(':10258', 'secure-port') },
  ]),
  [
    'k8s.io/kubernetes/cmd/kube-scheduler/app.NewSchedulerCommand',
    { protocol: 'https', fallback: byFlag(':10259', 'secure-port') },
  ],
  ...['New', 'NewServer'].map((name): readonly [string, ListenCall] => [
    `github.com/nats-io/nats-server/server.${name}`,
    {
      protocol: 'tcp',
      server: 0,
      field: 'Host',
      portField: 'Port',
      zeroPort: true,
      silentField: 'DontListen',
      fallback: always(':4222'),
    },
  ]),
  // A server opens the first of its endpoints.
  ['github.com/gopcua/opcua/server.EndPoint', { protocol: 'tcp', host: 0, address: 1 }],
  ['github.com/panjf2000/gnet.Run', { protocol: 'tcp', address: 1 }],
  ['github.com/panjf2000/gnet.Serve', { protocol: 'tcp', address: 1 }],
  ['github.com/tidwall/evio.Serve', { protocol: 'tcp', address: 1, each: true }],
  ['github.com/emiago/sipgo.Server.ListenAndServe', { protocol: 'udp', network: 1, address: 2 }],
  ['github.com/apache/thrift/lib/go/thrift.NewTServerSocket', { protocol: 'tcp', address: 0 }],
  ['github.com/apache/thrift/lib/go/thrift.NewTServerSocketTimeout', { protocol: 'tcp', address: 0 }],
  ['github.com/apache/thrift/lib/go/thrift.NewTSSLServerSocket', { protocol: 'tcp', address: 0 }],
];
