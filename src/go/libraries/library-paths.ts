/** Import paths, without major versions, of libraries that tables of several rooms are about. */

export const AFERO = 'github.com/spf13/afero';
export const ETCD = ['go.etcd.io/etcd/server/embed', 'go.etcd.io/etcd/embed', 'github.com/coreos/etcd/embed'];
/** Its programs share their flags; under its first path, too. */
export const PROW = ['sigs.k8s.io/prow/pkg', 'k8s.io/test-infra/prow'];
/** Go-restful builds routes: `service.Route(service.GET("/users").To(list))`, below `service.Path("/api")`. */
export const GO_RESTFUL = 'github.com/emicklei/go-restful';
/** Libraries of which every flag is a variable, too. */
export const VARIABLE_FLAGS: readonly string[] = ['github.com/namsral/flag', 'github.com/jnovack/flag'];

/** go-flags and forks of it that take the same tags. */
export const GO_FLAGS_PATHS = ['jessevdk', 'umputun', 'thought-machine', 'thomseddon'].map(
  (owner) => `github.com/${owner}/go-flags`,
);
