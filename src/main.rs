fn main() {
    let path = std::env::args().nth(2).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let file = whichdb::source::SourceFile::from_bytes(path, bytes).unwrap();
    let knowledge = whichdb::embedded::knowledge();
    match whichdb::workload::Workload::read(&file, &knowledge) {
        Ok(w) => { let e = whichdb::decision::evaluate(&knowledge, &w); let v = whichdb::report::RecommendationView::of(&e); println!("{}", serde_json::to_string(&v).unwrap()); if !v.feasible { std::process::exit(1) } }
        Err(p) => { eprintln!("{}", whichdb::diagnostic::render(&p, whichdb::diagnostic::Style { color: false, width: 100 })); std::process::exit(2) }
    }
}
