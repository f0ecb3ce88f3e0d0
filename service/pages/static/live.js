// What pages do at once where there is script; all of it can be done without. A page that uses it has `head ~ live`.
//
// <form data-live="ID">: sent when something in it changes. The answer is a page; its element with that id takes the
// place of ours, and hidden fields of its form with the same data-live (a version, say) go over into ours.
// <p data-progress="ADDRESS">: shows the data of each event "progress" of that address (text/event-stream), and has
// the page loaded anew at the event "over".
"use strict";

function live(form) {
  const id = form.dataset.live;
  let busy = false;
  let again = false;

  async function answered() {
    const fields = new URLSearchParams(new FormData(form));
    const post = form.method === "post";
    const answer = await fetch(post ? form.action : `${form.action.split("?")[0]}?${fields}`, {
      method: form.method,
      body: post ? fields : undefined,
    });
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  }

  function swap(told) {
    const section = told.getElementById(id);
    if (!section) throw new Error("another page");
    document.getElementById(id).replaceChildren(...section.childNodes);
    for (const field of told.querySelectorAll(`form[data-live="${id}"] input[type=hidden]`)) {
      const ours = form.elements[field.name];
      if (ours) ours.value = field.value;
    }
  }

  // One at a time: what is sent next has the version the answer before it gave.
  async function send() {
    again = busy;
    if (busy) return;
    busy = true;
    const section = document.getElementById(id);
    section.setAttribute("aria-busy", "true");
    try {
      do {
        again = false;
        swap(await answered());
      } while (again);
    } catch {
      form.submit(); // the answer is a page that says what is wrong
    }
    section.removeAttribute("aria-busy");
    busy = false;
  }

  document.getElementById(id).setAttribute("aria-live", "polite");
  form.addEventListener("change", send);
}

function follow(shown) {
  const events = new EventSource(shown.dataset.progress);
  events.addEventListener("progress", (event) => {
    shown.textContent = event.data;
  });
  events.addEventListener("over", () => {
    events.close();
    location.reload();
  });
}

document.querySelectorAll("form[data-live]").forEach(live);
document.querySelectorAll("[data-progress]").forEach(follow);
