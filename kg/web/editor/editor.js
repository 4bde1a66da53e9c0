// The editor of the query page: CodeMirror 6 with its SPARQL mode, in place of a <textarea>.
//
// It stands in a shadow root: there CodeMirror gives its styles as constructed style sheets, which the page's
// Content-Security-Policy (no inline styles) lets pass. Colours come from the page as custom properties.

import { autocompletion, completionKeymap } from "@codemirror/autocomplete"
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands"
import { HighlightStyle, StreamLanguage, bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language"
import { sparql } from "@codemirror/legacy-modes/mode/sparql"
import { EditorState } from "@codemirror/state"
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view"
import { tags } from "@lezer/highlight"

const theme = EditorView.theme({
  "&": { backgroundColor: "var(--field)", color: "var(--ink)", fontSize: "0.9rem", borderRadius: "inherit" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55", minHeight: "14rem", maxHeight: "60vh" },
  ".cm-content": { caretColor: "var(--ink)", padding: "0.6rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--soft)", border: "none" },
  ".cm-activeLine": { backgroundColor: "var(--tint)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--select)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--select)", outline: "none" },
  ".cm-tooltip": { backgroundColor: "var(--card)", color: "var(--ink)", border: "1px solid var(--line)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: "0.75" },
})

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--code-word)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-text)" },
  { tag: [tags.variableName, tags.definition(tags.variableName)], color: "var(--code-variable)" },
  { tag: [tags.atom, tags.number, tags.bool], color: "var(--code-name)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--soft)", fontStyle: "italic" },
])

/** Puts an editor in place of a textarea, which keeps the text for the form it is in.
 *
 * textarea: the field; options.label: what a screen reader calls it; options.words: what is offered for
 * completion, as {label, detail}; options.run: called for Ctrl-Enter. Tab leaves the editor, as any field. */
export function mount(textarea, { label, words = [], run = () => {} }) {
  const host = document.createElement("div")
  host.className = "editor"
  textarea.after(host)
  const root = host.attachShadow({ mode: "open", delegatesFocus: true })
  const options = words.map((word) => ({ type: "keyword", ...word }))
  const complete = (context) => {
    const before = context.matchBefore(/[A-Za-z]+:?\w*/)
    return before && (before.to - before.from > 1 || context.explicit) ? { from: before.from, options } : null
  }
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: textarea.value,
      extensions: [
        keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }]),
        lineNumbers(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        highlightActiveLine(),
        EditorView.lineWrapping,
        StreamLanguage.define(sparql),
        syntaxHighlighting(colours),
        autocompletion({ override: [complete], activateOnTyping: true, icons: false }),
        keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
        // A browser that replaces marked text by itself keeps its looks with inline styles, which the page forbids.
        EditorView.domEventHandlers({
          beforeinput(event, view) {
            if (event.inputType !== "insertText" || !event.data || view.composing || view.state.selection.main.empty) return false
            event.preventDefault()
            view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true })
            return true
          },
        }),
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) textarea.value = update.state.doc.toString()
        }),
        theme,
      ],
    }),
  })
  const focused = document.activeElement === textarea
  textarea.hidden = true
  if (focused) view.focus()
  return view
}
