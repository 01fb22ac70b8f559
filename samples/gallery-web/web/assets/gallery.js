const list = document.getElementById('pictures');
for (const name of await (await fetch('/api/v1/pictures')).json()) {
  list.append(Object.assign(document.createElement('li'), { textContent: name }));
}
