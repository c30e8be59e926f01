// The slides of a presentation as a list that is ordered by dragging, by numbers and with buttons.
// data: {rows: [{id, number, title, kind, about, href, gone}], words: {...}}; tells "order" (ids) and "act" ([what, id]).
export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const list = parentElement.querySelector('ol')
  const ids = data.rows.map((row) => row.id)

  const tell = (order, focus) => {
    if (order.join() === ids.join()) return
    list.dataset.focus = focus || ''
    setTriggerValue('order', order)
  }
  const move = (from, to, focus) => {
    const order = [...ids]
    order.splice(Math.max(0, Math.min(to, ids.length - 1)), 0, ...order.splice(from, 1))
    tell(order, focus)
  }
  const make = (tag, className, text) => {
    const element = document.createElement(tag)
    element.className = className
    if (text) element.textContent = text
    return element
  }
  const button = (sign, name, act, disabled) => {
    const one = make('button', 'act', sign)
    one.type = 'button'
    one.title = one.ariaLabel = name
    one.disabled = Boolean(disabled)
    one.onclick = act
    return one
  }
  // Pointer events, so that a finger drags as well as a mouse; whoever uses the keyboard has numbers and buttons.
  const handle = (row, place) => {
    const one = make('span', 'handle', '⠿')
    one.ariaHidden = 'true'
    const under = (event) => {
      const rows = [...list.children]
      const found = rows.findIndex((other) => event.clientY < other.getBoundingClientRect().bottom)
      return found < 0 ? rows.length - 1 : found
    }
    const mark = (target) =>
      [...list.children].forEach((other, n) => {
        other.classList.toggle('before', n === target && n < place)
        other.classList.toggle('after', n === target && n > place)
      })
    const end = () => {
      one.onpointermove = null
      row.classList.remove('dragged')
      mark(-1)
    }
    one.onpointerdown = (event) => {
      event.preventDefault()
      one.setPointerCapture(event.pointerId)
      row.classList.add('dragged')
      one.onpointermove = (moved) => mark(under(moved))
    }
    one.onpointerup = (event) => {
      if (!one.onpointermove) return
      end()
      move(place, under(event))
    }
    one.onpointercancel = end
    return one
  }
  const item = (row, place) => {
    const one = make('li', row.gone ? 'gone' : '')
    const { words } = data
    const number = make('input', 'place')
    Object.assign(number, { type: 'number', min: 1, max: ids.length, value: place + 1 })
    number.ariaLabel = `${words.place}: ${row.title}`
    number.onchange = () => move(place, Number(number.value) - 1, `${row.id} place`)
    number.onkeydown = (event) => event.stopPropagation()
    const text = make('span', 'text')
    const link = make('a', 'title', row.title)
    link.href = row.href
    link.onclick = (event) => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      history.pushState({}, '', link.href)
      dispatchEvent(new PopStateEvent('popstate'))
    }
    text.append(row.href ? link : make('strong', 'title', row.title), make('small', '', row.kind))
    const acts = make('span', 'acts')
    acts.append(
      button('▲', `${words.up}: ${row.title}`, () => move(place, place - 1, `${row.id} up`), place === 0),
      button('▼', `${words.down}: ${row.title}`, () => move(place, place + 1, `${row.id} down`), place === ids.length - 1),
      button('✎', `${words.edit}: ${row.title}`, () => setTriggerValue('act', ['edit', row.id])),
      button('✕', `${words.remove}: ${row.title}`, () => setTriggerValue('act', ['remove', row.id])),
    )
    ;['up', 'down'].forEach((name, n) => (acts.children[n].dataset.name = `${row.id} ${name}`))
    number.dataset.name = `${row.id} place`
    one.append(handle(one, place), number, text, make('span', 'about', row.about), acts)
    return one
  }
  const focused = list.dataset.focus
  list.replaceChildren(...data.rows.map(item))
  if (focused) {
    const again = [...list.querySelectorAll('[data-name]')].find((one) => one.dataset.name === focused)
    ;(again && again.disabled ? again.parentElement.querySelector('button:not(:disabled)') : again)?.focus()
    delete list.dataset.focus
  }
}
