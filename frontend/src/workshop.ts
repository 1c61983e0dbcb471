import "./styles/index.css";
import "./styles/workshop.css";
import "./pages/app.js";
