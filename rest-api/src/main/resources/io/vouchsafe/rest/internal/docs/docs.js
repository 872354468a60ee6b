// A credential lives as long as the page: nothing is written to the browser's storage.
window.addEventListener("load", () => {
  window.ui = SwaggerUIBundle({
    url: "/api/openapi?format=JSON",
    dom_id: "#swagger-ui",
    presets: [SwaggerUIBundle.presets.apis],
    layout: "BaseLayout",
    deepLinking: true,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    tryItOutEnabled: true,
    persistAuthorization: false,
    queryConfigEnabled: false,
    validatorUrl: null
  });
});
