import { heredoc, on, run, type Agreement } from './cases.ts';

/** A RUN of Bash. */
const bash = (...script: string[]) => on('SHELL ["/bin/bash", "-c"]', `RUN ${script.join('\n')}`);

/** ShellCheck's findings that matter in images. */
export const shellcheck: Agreement = {
  SC1020: {
    speaks: [run('if [ -f /a]; then b; fi'), run('[ "$HOME" = x] && b'), run('while [ 1 -lt 2]; do b; done')],
    silent: [run('if [ -f /a ]; then b; fi'), run('ls [a-z]'), run('echo "[ a]"')],
  },
  SC1035: {
    speaks: [run('if [-f /a ]; then b; fi'), run('!true && b'), run('[-d /a ] || b')],
    silent: [run('if [ -f /a ]; then b; fi'), run('! true'), run('ls [-a]')],
  },
  SC1072: {
    speaks: [run('if a; b; fi'), run('for i in a; b; done'), run('a && (b'), run('if true; then fi')],
    silent: [run('if a; then b; fi'), run('(a; b)'), run('echo "if a"'), run('for i in a; do b; done')],
  },
  SC1073: {
    speaks: [run('if a; b; fi'), run('for i in a; b; done'), run('a && (b'), run('if true; then fi')],
    silent: [run('if a; then b; fi'), run('(a; b)'), run('echo "if a"'), run('for i in a; do b; done')],
  },
  SC1078: {
    speaks: [
      heredoc('echo "a', 'echo "b" c"'),
      heredoc('x="a', 'y="b"', 'echo "$x $y"'),
      heredoc('echo "hello', 'echo "world"', 'echo "x"'),
    ],
    silent: [run('echo "a" "b"'), heredoc('echo "a', 'b"'), run("echo 'a\"'")],
  },
  SC2006: {
    speaks: [run('echo `date`'), run('x=`ls`; echo "$x"'), run('a "`b`"'), heredoc('echo `date`')],
    silent: [run('echo $(date)'), run("echo '`date`'"), run('echo "\\`date\\`"'), run('x=$(ls); echo "$x"')],
  },
  SC2015: {
    speaks: [run('[ -f /a ] && b || c'), run('test -f /a && b || c'), run('a && b || c')],
    silent: [
      run('if a; then b; else c; fi'),
      run('a || b'),
      run('a && b'),
      run('a && b || true'),
      run('[ -f /a ] || b && c'),
    ],
  },
  SC2016: {
    speaks: [
      run("echo '$HOME'"),
      run("echo 'costs $5'"),
      run("echo 'a ${B}'"),
      run("echo '$(date)'"),
      run("printf '%s' '$PATH'"),
    ],
    silent: [run('echo "$HOME"'), run("awk '{print $1}' /a"), run("sed 's/a$/b/' /a"), run("sh -c 'echo $HOME'")],
  },
  SC2035: {
    speaks: [run('rm *.txt'), run('ls *'), run('chmod 644 *.sh'), run('tar -cf /a.tar *')],
    silent: [
      run('rm ./*.txt'),
      run('rm -- *.txt'),
      run('echo *'),
      run('ls a*'),
      run('rm /x/*'),
      run("find / -name '*.a'"),
    ],
  },
  SC2038: {
    speaks: [
      run("find / -name '*.a' | xargs rm"),
      run('find /x -type f | xargs chmod 644'),
      run('find . | xargs -n1 echo'),
    ],
    silent: [
      run('find / -print0 | xargs -0 rm'),
      run('find / -exec rm {} +'),
      run('ls | xargs rm'),
      run('find / -delete'),
    ],
  },
  SC2046: {
    speaks: [
      run('rm $(cat /a)'),
      run('echo a $(b)'),
      run('apt-get install -y $(cat /p)'),
      run('kill `cat /pid`'),
      run('make -j$(nproc)'),
    ],
    silent: [
      run('rm "$(cat /a)"'),
      run('x=$(cat /a); echo "$x"'),
      run('for i in $(ls); do a; done'),
      run('export A="$(b)"'),
    ],
  },
  SC2059: {
    speaks: [run('a=1; printf "$a"'), run('a=1; printf "x $a\\n"'), run('a=1; printf "${a}b"')],
    silent: [run('a=1; printf "%s" "$a"'), run("printf 'a\\n'"), run('a=1; echo "$a"')],
  },
  SC2068: {
    speaks: [heredoc('f() { a $@; }', 'f x'), run('a $@'), run('a ${@}'), bash('x=(a b); c ${x[@]}')],
    silent: [run('a "$@"'), bash('x=(a b); c "${x[@]}"'), run("a '$@'")],
  },
  SC2069: {
    speaks: [run('a 2>&1 > /dev/null'), run('a 2>&1 >/x'), run('b && a 2>&1 >> /x')],
    silent: [run('a > /dev/null 2>&1'), run('a 2>&1 | b'), run('a 2>/dev/null')],
  },
  SC2086: {
    speaks: [
      on('ARG A', 'RUN echo $A'),
      run('x=$(a); rm $x'),
      on('ENV D=/a', 'RUN rm -rf $D/b'),
      run('for i in a b; do c $i; done; read -r y; d $y'),
      run('ls ${HOME}/a'),
    ],
    silent: [
      on('ARG A', 'RUN echo "$A"'),
      run('x=$HOME'),
      run('echo $?'),
      run('echo $#'),
      run("echo '$A'"),
      run('x=1; echo $x'),
      run('case $HOME in a) b;; esac'),
    ],
  },
  SC2091: {
    speaks: [run('$(a)'), run('if $(a); then b; fi'), run('$(a b) && c')],
    silent: [run('x=$(a)'), run('if a; then b; fi'), run('echo "$(a)"')],
  },
  SC2114: {
    speaks: [run('rm -rf /usr'), run('rm -r /etc'), run('rm -rf /var'), run('a && rm -rf /home')],
    silent: [run('rm -rf /usr/local/x'), run('rm -rf /tmp/x'), run('rm /etc/a'), run('echo rm -rf /usr')],
  },
  SC2115: {
    speaks: [
      on('ARG D', 'RUN rm -rf "$D/"*'),
      on('ARG D', 'RUN rm -rf "$D/bin"'),
      on('ARG D', 'RUN rm -rf "${D}/usr"'),
    ],
    silent: [
      on('ARG D', 'RUN rm -rf "${D:?}/"*'),
      on('ARG D', 'RUN rm -rf "$D"'),
      on('ARG D', 'RUN rm -rf "$D/cache/x"'),
      run('rm -rf /a/*'),
    ],
  },
  SC2154: {
    speaks: [run('echo "$undefinedvar"'), run('a "${missing}/x"'), run('rm -rf "/x/$gone"')],
    silent: [
      on('ARG a', 'RUN echo "$a"'),
      on('ENV a=1', 'RUN echo "$a"'),
      run('a=1; echo "$a"'),
      run('echo "${a:-1}"'),
      run('read -r a; echo "$a"'),
      run('for a in b; do echo "$a"; done'),
      run('echo "$HOME"'),
    ],
  },
  SC2155: {
    speaks: [run('export A=$(b)'), run('export A="$(b)" && c'), run('export A=`b`'), bash('f() { local x=$(a); }; f')],
    silent: [run('A=$(b); export A'), run('export A=b'), run('export A="$HOME"')],
  },
  SC2162: {
    speaks: [run('read a'), run('a | while read b; do c "$b"; done'), run('read -p x a')],
    silent: [run('read -r a'), run('a | while read -r b; do c "$b"; done'), run('echo read a')],
  },
  SC2164: {
    speaks: [run('cd /a; b'), heredoc('cd /a', 'b'), run('pushd /a; b'), run('cd /a; rm -rf x; cd /b || exit 1')],
    silent: [run('cd /a && b'), run('cd /a || exit 1; b'), run('set -e; cd /a; b'), heredoc('set -e', 'cd /a', 'b')],
  },
  SC2174: {
    speaks: [run('mkdir -p -m 755 /a/b'), run('mkdir -pm 700 /a/b'), run('mkdir -m 755 -p /a/b')],
    silent: [
      run('mkdir -p /a/b'),
      run('mkdir -m 755 /a'),
      run('mkdir -p /a && chmod 755 /a'),
      run('install -d -m 755 /a'),
    ],
  },
  SC3010: {
    speaks: [run('[[ -f /a ]] && b'), run('if [[ a = b ]]; then c; fi'), heredoc('[[ -n "x" ]]')],
    silent: [bash('[[ -f /a ]] && b'), run('[ -f /a ] && b'), run("echo '[[ a ]]'")],
  },
  SC3014: {
    speaks: [run('[ "$HOME" == a ] && b'), run('if [ a == b ]; then c; fi'), run('test a == b')],
    silent: [bash('[ a == "$HOME" ]'), run('[ "$HOME" = a ]'), run('echo ==')],
  },
  SC3020: {
    speaks: [run('a &> /dev/null'), run('a &>/x'), run('b && a &> /x')],
    silent: [bash('a &> /x'), run('a > /x 2>&1'), run("echo '&>'")],
  },
  SC3024: {
    speaks: [run('a=1; a+=2; echo "$a"'), run('PATH+=:/x'), heredoc('b=x', 'b+=y')],
    silent: [bash('a=1; a+=2'), run('a=1; a="${a}2"; echo "$a"'), run('echo a+=b')],
  },
  SC3030: {
    speaks: [run('a=(b c); d'), run('a=(1)'), heredoc('a=(b c)')],
    silent: [bash('a=(b c)'), run('a="b c"'), run('(a)')],
  },
  SC3037: {
    speaks: [run('echo -e "a\\n"'), run('echo -n a'), run('a && echo -e b > /c'), run('echo -ne a')],
    silent: [bash('echo -e a'), run('echo a -e'), run('printf a'), run('echo "-e a"')],
  },
  SC3040: {
    speaks: [run('set -o pipefail && a | b'), run('set -eo pipefail; a'), run('set -euxo pipefail; a')],
    silent: [bash('set -o pipefail && a'), run('set -e'), run('set -o errexit')],
  },
  SC3043: {
    speaks: [run('f() { local a=1; b "$a"; }; f'), heredoc('f() {', 'local x', '}', 'f'), run('f() { local a; }; f')],
    silent: [bash('f() { local a=1; }; f'), run('f() { a=1; }; f'), run('echo local')],
  },
  SC3046: {
    speaks: [run('source /a'), run('source /a && b'), run('a; source /b/c.sh')],
    silent: [bash('source /a'), run('. /a'), run('echo source /a')],
  },
  SC3054: {
    speaks: [run('echo "${a[0]}"'), run('a=x; echo "${a[1]}"'), run('b "${c[@]}"')],
    silent: [bash('a=(b); echo "${a[0]}"'), run('echo "$a"'), run("echo '${a[0]}'")],
  },
};
