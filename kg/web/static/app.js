// What pages do beyond their HTML: suggestions while one types, and Escape closes a source.

const WAIT = 120 // milliseconds of silence before the server is asked

/** Suggestions as the ARIA pattern "combobox with listbox popup" has them: the focus stays in the field. */
function suggest(input) {
  const list = document.createElement("ul")
  list.className = "suggestions"
  list.id = `${input.id}-suggestions`
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", "Suggestions")
  list.hidden = true
  const status = document.createElement("span")
  status.className = "hidden"
  status.setAttribute("role", "status")
  input.after(list, status)
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false",
  })) input.setAttribute(name, value)

  let selected = -1
  let timer = 0
  let asked = ""

  const select = (index) => {
    selected = index
    for (const [number, item] of [...list.children].entries()) item.setAttribute("aria-selected", String(number === index))
    if (index < 0) input.removeAttribute("aria-activedescendant")
    else {
      input.setAttribute("aria-activedescendant", list.children[index].id)
      list.children[index].scrollIntoView({ block: "nearest" })
    }
  }
  const show = (open) => {
    list.hidden = !open
    input.setAttribute("aria-expanded", String(open))
    if (!open) select(-1)
  }
  const fill = (hits) => {
    list.replaceChildren(...hits.map((hit, number) => {
      const item = document.createElement("li")
      item.id = `${list.id}-${number}`
      item.setAttribute("role", "option")
      item.dataset.address = hit.address
      const name = document.createElement("b")
      name.textContent = hit.name
      const note = document.createElement("span")
      note.textContent = hit.note
      item.append(name, " ", note)
      return item
    }))
    select(-1)
    show(hits.length > 0)
    status.textContent = hits.length ? `${hits.length} suggestions` : "No suggestions"
  }
  const ask = async () => {
    const text = input.value.trim()
    asked = text
    if (text.length < 2) return show(false)
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(text)}`)
      const hits = answer.ok ? await answer.json() : []
      if (asked === text && document.activeElement === input) fill(hits)
    } catch {
      show(false) // without suggestions the form still searches
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(ask, WAIT)
  })
  input.addEventListener("keydown", (event) => {
    const count = list.children.length
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!count) return
      event.preventDefault()
      if (list.hidden) show(true)
      const step = event.key === "ArrowDown" ? 1 : -1
      select(selected < 0 ? (step > 0 ? 0 : count - 1) : (selected + step + count) % count)
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault()
      show(false)
    } else if (event.key === "Enter" && selected >= 0) {
      event.preventDefault()
      location.assign(list.children[selected].dataset.address)
    }
  })
  input.addEventListener("blur", () => show(false))
  list.addEventListener("pointerdown", (event) => event.preventDefault()) // the field keeps the focus
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]")
    if (item) location.assign(item.dataset.address)
  })
}

for (const input of document.querySelectorAll("input[data-suggest]")) suggest(input)

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return
  const open = document.querySelector("details.source[open]")
  if (!open) return
  open.open = false
  open.querySelector("summary").focus()
})
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.source[open]")) if (!open.contains(event.target)) open.open = false
})
