// The editor in place of the query page's textarea. Without it, the textarea does.

import { mount } from "/static/editor/editor.js"

const textarea = document.querySelector("#query")
const form = textarea.form
let words = []
try {
  words = await (await fetch("/query/words")).json()
} catch {
  // then nothing is offered for completion
}
mount(textarea, { label: "SPARQL query", words, run: () => form.requestSubmit() })
